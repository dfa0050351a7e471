"""GET of photos and of the pictures themselves."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from content_api.answers import NOT_MODIFIED, answer
from content_api.database import Reads
from content_api.errors import ContentError, ProblemCode, problem_responses
from content_api.files import IMMUTABLE, file_answer
from content_api.photos.media_files import is_media_name
from content_api.photos.repository import list_photos
from content_api.photos.schemas import PhotoList
from content_api.photos.thumbnails import PictureWidth, public_copy
from content_api.settings import DataFolder
from content_api.text import tidy

router = APIRouter(tags=["photos"])

BYTES = {"schema": {"type": "string", "format": "binary"}}
FOUND: dict[int | str, dict[str, Any]] = {
    200: {"description": "사진", "content": {"image/webp": BYTES}},
    206: {"description": "사진의 일부"},
}


@router.get(
    "/v1/stores/{store_id}/photos",
    operation_id="list_photos",
    summary="가게 사진",
    response_model=PhotoList,
    responses=NOT_MODIFIED
    | problem_responses(ProblemCode.STORE_NOT_FOUND, ProblemCode.STORE_GONE, ProblemCode.INVALID_INPUT),
)
async def get_photos(
    store_id: Annotated[str, Path(max_length=200, description="가게 번호")], request: Request, read: Reads
) -> Response:
    photos = await read(lambda session: list_photos(session, tidy(store_id)))
    return answer(request, photos.model_dump_json().encode())


@router.get(
    "/media/{name}",
    operation_id="get_picture",
    summary="사진 파일",
    response_class=Response,
    responses=FOUND
    | NOT_MODIFIED
    | problem_responses(
        ProblemCode.MEDIA_NOT_FOUND,
        ProblemCode.RANGE_NOT_SATISFIABLE,
        ProblemCode.INVALID_INPUT,
        ProblemCode.UNREADABLE_PICTURE,
    ),
)
async def get_picture(
    name: Annotated[str, Path(max_length=200)],
    request: Request,
    width: Annotated[PictureWidth, Query(description="사진의 너비, 화소")] = PictureWidth.LARGEST,
) -> Response:
    folder: DataFolder = request.app.state.folder
    original = folder.media / name
    if not is_media_name(name) or not original.is_file():
        raise ContentError(ProblemCode.MEDIA_NOT_FOUND, "사진이 지워졌거나 주소가 다릅니다.")
    copy = await public_copy(original, width, cache=folder.cache)
    return file_answer(request, copy, media_type="image/webp", tag=copy.stem, cache_control=IMMUTABLE)
