"""Parts of tiles and pictures, by the letter of RFC 9110 section 14."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from content_api.files import byte_range
from content_api.server import serving
from content_api.settings import Settings
from tests.content_api.test_scene_files import TILE, put_scene

CONTENT = b"glTF" + bytes(range(256)) * 40
TILE_PATH = f"/scenes/neutinamu/tiles/{TILE}.glb"


@pytest.fixture(scope="module")
def server(street_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = Settings(data=Path(copytree(street_template, tmp_path_factory.mktemp("ranges") / "data")))
    folder = put_scene(settings.folder.scenes)
    (folder / "tiles" / f"{TILE}.glb").write_bytes(CONTENT)
    with serving(settings) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-3", 0, 4),
        ("bytes=100-", 100, len(CONTENT)),
        ("bytes=-1", len(CONTENT) - 1, len(CONTENT)),
        ("bytes=-4000", len(CONTENT) - 4000, len(CONTENT)),
        ("bytes=-999999", 0, len(CONTENT)),
        ("bytes=0-999999", 0, len(CONTENT)),
        (f"bytes={len(CONTENT) - 1}-", len(CONTENT) - 1, len(CONTENT)),
        ("BYTES=1-2", 1, 3),
        ("bytes= 1-2", 1, 3),
        ("bytes=0001-02", 1, 3),
    ],
)
def test_one_range_is_cut_out(server: httpx.Client, asked: str, start: int, stop: int) -> None:
    answer = server.get(TILE_PATH, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, CONTENT[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(CONTENT)}"
    assert answer.headers["content-length"] == str(stop - start)
    assert answer.headers["content-type"] == "model/gltf-binary"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=+1-2",
        "bytes=1.0-2",
        "lines=0-1",
        "bytes 0-1",
        "bytes=0-1,5-6",
        "bytes=0-1, -2",
        "bytes=" + ",".join(f"{number}-{number}" for number in range(500)),
        "bytes=" + "9" * 5_000 + "-",
    ],
)
def test_what_is_not_one_range_gives_the_whole_file(server: httpx.Client, asked: str) -> None:
    answer = server.get(TILE_PATH, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert "content-range" not in answer.headers


@pytest.mark.parametrize(
    "asked", [f"bytes={len(CONTENT)}-", "bytes=99999-100000", "bytes=-0", "bytes=99999999999999999999-"]
)
def test_a_range_beyond_the_end_is_a_problem_that_names_the_length(server: httpx.Client, asked: str) -> None:
    answer = server.get(TILE_PATH, headers={"Range": asked})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_file_is_the_same_in_pieces(server: httpx.Client) -> None:
    step = 1_000
    pieces = [
        server.get(TILE_PATH, headers={"Range": f"bytes={start}-{start + step - 1}"}).content
        for start in range(0, len(CONTENT), step)
    ]
    assert b"".join(pieces) == CONTENT


def test_a_part_carries_the_tag_of_the_plain_file(server: httpx.Client) -> None:
    whole = server.get(TILE_PATH, headers={"Accept-Encoding": "identity"})
    part = server.get(TILE_PATH, headers={"Range": "bytes=0-9", "Accept-Encoding": "gzip"})
    assert part.headers["etag"] == whole.headers["etag"] == f'"{TILE}"'
    assert "content-encoding" not in part.headers
    assert whole.headers["accept-ranges"] == part.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("if_range", "status"),
    [
        (f'"{TILE}"', 206),
        (f'W/"{TILE}"', 200),
        (f'"{TILE}-gzip"', 200),
        ('"other"', 200),
        ("*", 200),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 200),
    ],
)
def test_a_download_goes_on_only_with_the_same_file(server: httpx.Client, if_range: str, status: int) -> None:
    answer = server.get(TILE_PATH, headers={"Range": "bytes=4-9", "If-Range": if_range})
    assert (answer.status_code, answer.content) == (status, CONTENT[4:10] if status == 206 else CONTENT)


def test_what_the_client_has_comes_before_any_range(server: httpx.Client) -> None:
    answer = server.get(TILE_PATH, headers={"Range": "bytes=0-9", "If-None-Match": f'"{TILE}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    beyond = server.get(TILE_PATH, headers={"Range": "bytes=99999-", "If-None-Match": f'"{TILE}"'})
    assert beyond.status_code == 304


def test_head_knows_no_ranges(server: httpx.Client) -> None:
    """Section 14.2: a server must ignore Range with any method but GET."""
    head = server.head(TILE_PATH, headers={"Range": "bytes=0-9", "Accept-Encoding": "identity"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(CONTENT)))
    assert "content-range" not in head.headers


@pytest.mark.parametrize("width", [160, 1280])
def test_a_picture_comes_in_parts_too(server: httpx.Client, width: int) -> None:
    path = server.get("/v1/stores/bread/photos").json()["photos"][0]["url"] + f"?width={width}"
    whole = server.get(path).content
    half = len(whole) // 2
    parts = [server.get(path, headers={"Range": asked}) for asked in (f"bytes=0-{half - 1}", f"bytes={half}-")]
    assert [part.status_code for part in parts] == [206, 206]
    assert b"".join(part.content for part in parts) == whole


@pytest.mark.parametrize("path", ["/v1/stores/bread", "/d/neutinamu", "/health"])
def test_what_is_no_file_has_no_parts(server: httpx.Client, path: str) -> None:
    answer = server.get(path, headers={"Range": "bytes=0-1"})
    assert answer.status_code == 200
    assert "accept-ranges" not in answer.headers


@given(
    length=st.integers(0, 50),
    first=st.none() | st.integers(0, 60),
    last=st.none() | st.integers(0, 60),
)
@hypothesis_settings(deadline=None)
def test_a_range_is_what_the_specification_says_of_it(length: int, first: int | None, last: int | None) -> None:
    content = bytes(range(length))
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    if (first is None and last is None) or (first is not None and last is not None and last < first):
        assert byte_range(header, length) is None
        return
    if first is None:
        assert last is not None
        meant = content[-last:] if last else b""
    else:
        meant = content[first : None if last is None else last + 1]
    part = part_or_problem(header, length)
    if isinstance(part, HTTPException):
        assert (part.status_code, meant) == (416, b"")
        assert part.headers == {"Content-Range": f"bytes */{length}"}
    else:
        assert part is not None
        assert content[part.start : part.stop] == meant != b""


def part_or_problem(header: str, length: int) -> range | HTTPException | None:
    try:
        return byte_range(header, length)
    except HTTPException as problem:
        return problem


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_none_and_never_a_failure(text: str) -> None:
    part = part_or_problem(text, 100)
    if isinstance(part, HTTPException):
        assert part.status_code == 416
    else:
        assert part is None or 0 <= part.start < part.stop <= 100
