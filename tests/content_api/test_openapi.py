"""The description of the API is a golden file: a change of the wire is seen before it is made.

Renew it with: python tests/content_api/test_openapi.py
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from content_api.app import create_app
from content_api.settings import Settings

GOLDEN = Path(__file__).with_name("openapi.json")


def described(data: Path) -> dict[str, Any]:
    app = create_app(Settings(data=data))
    app.state.engine.dispose()
    return app.openapi()


def as_text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {operation["operationId"]: operation for path in document["paths"].values() for operation in path.values()}


def test_the_api_is_as_its_golden_file_says(tmp_path: Path) -> None:
    assert as_text(described(tmp_path)) == GOLDEN.read_text(encoding="utf-8"), "renew as the module's docstring says"


def test_every_operation_has_a_name_of_its_own_and_a_korean_summary(tmp_path: Path) -> None:
    named = operations(described(tmp_path))
    assert sorted(named) == [
        "get_district",
        "get_health",
        "get_menu",
        "get_picture",
        "get_scene_file",
        "get_store",
        "list_builds",
        "list_districts",
        "list_notes",
        "list_photos",
        "list_products",
        "list_stores",
    ]
    assert all("가" <= each <= "힣" for operation in named.values() for each in operation["summary"][0])


def test_every_declared_error_is_a_problem(tmp_path: Path) -> None:
    for name, operation in operations(described(tmp_path)).items():
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (name, status)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(as_text(described(Path(folder))), encoding="utf-8")
    sys.exit(0)
