"""GET of scene files."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED
from content_api.errors import ContentError, ProblemCode, problem_responses
from content_api.files import file_answer
from content_api.scenes.files import find_scene_file
from content_api.settings import DataFolder

router = APIRouter(prefix="/scenes", tags=["scenes"])

BYTES = {"schema": {"type": "string", "format": "binary"}}
PICTURES = ("image/webp", "image/jpeg", "image/png")
OBJECT = {"schema": {"type": "object"}}
CONTENT: dict[str, Any] = dict.fromkeys(("model/gltf-binary", *PICTURES), BYTES) | {
    "application/json": OBJECT,
    "application/geo+json": OBJECT,
}
FOUND: dict[int | str, dict[str, Any]] = {
    200: {"description": "파일", "content": CONTENT},
    206: {"description": "파일의 일부"},
}


@router.get(
    "/{slug}/{name:path}",
    operation_id="get_scene_file",
    summary="거리 장면의 파일",
    response_class=Response,
    responses=FOUND
    | NOT_MODIFIED
    | problem_responses(ProblemCode.SCENE_NOT_FOUND, ProblemCode.RANGE_NOT_SATISFIABLE, ProblemCode.INVALID_INPUT),
)
def get_file(
    slug: Annotated[str, Path(max_length=100)], name: Annotated[str, Path(max_length=200)], request: Request
) -> Response:
    folder: DataFolder = request.app.state.folder
    found = find_scene_file(folder.scenes, slug, name, cache=folder.cache)
    if found is None:
        raise ContentError(ProblemCode.SCENE_NOT_FOUND, "장면을 아직 만들지 않았거나 파일 이름이 다릅니다.")
    return file_answer(
        request,
        found.path,
        media_type=found.media_type,
        tag=found.tag,
        cache_control=found.cache_control,
        compressed=found.compressed,
    )
