"""Pictures: kept by content, served for good, made small within limits."""

import hashlib
import io
import struct
import warnings
import zlib
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from content_api.errors import ContentError
from content_api.photos.media_files import keep_picture
from content_api.photos.opening import PictureRefusedError
from content_api.photos.thumbnails import PictureWidth, thumbnail
from tests.content_api.invented import picture_bytes


def picture_of(client: TestClient) -> str:
    return str(client.get("/v1/stores/bread/menu").json()["sections"][0]["items"][0]["picture"])


def test_a_picture_is_named_by_its_content(tmp_path: Path) -> None:
    content = picture_bytes("PNG")
    (tmp_path / "빵.JPEG").write_bytes(content)
    name = keep_picture(tmp_path / "빵.JPEG", tmp_path / "media")
    assert name == f"{hashlib.sha256(content).hexdigest()}.png"
    assert (tmp_path / "media" / name).read_bytes() == content
    assert keep_picture(tmp_path / "빵.JPEG", tmp_path / "media") == name
    assert [path.name for path in (tmp_path / "media").iterdir()] == [name]


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate((40 << 20) + 1)
    with pytest.raises(PictureRefusedError, match=r"huge\.jpg: 파일이 40 MB보다 큽니다\. 더 작게"):
        keep_picture(huge, tmp_path / "media")


def test_a_picture_is_served_for_good(client: TestClient) -> None:
    answer = client.get(picture_of(client))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(picture_of(client), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("width", [160, 320])
def test_a_small_copy_is_a_webp_of_that_width(client: TestClient, width: int) -> None:
    answer = client.get(picture_of(client), params={"width": width})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.content)).size == (width, width)


def test_a_picture_is_never_made_larger(client: TestClient) -> None:
    answer = client.get(picture_of(client), params={"width": 640})
    assert Image.open(io.BytesIO(answer.content)).size == (400, 400)


@pytest.mark.parametrize("width", ["161", "0", "-160", "1e9", "", "160.5", "x"])
def test_only_the_widths_of_the_ladder_can_be_had(client: TestClient, width: str) -> None:
    answer = client.get(picture_of(client), params={"width": width})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


@pytest.mark.parametrize("name", ["x.png", "..%2fgolmok.db", "a" * 64 + ".png", "a" * 64 + ".exe", "a" * 64, "%00"])
def test_what_is_no_picture_is_not_found(client: TestClient, name: str) -> None:
    answer = client.get(f"/media/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_small_copy_is_upright_and_carries_no_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned right
    exif[0x010F] = "Phone of a merchant"
    picture = tmp_path / "turned.jpg"
    Image.new("RGB", (800, 400), "tan").save(picture, exif=exif)
    with Image.open(thumbnail(picture, PictureWidth.SMALL, cache=tmp_path / "cache")) as small:
        assert small.size == (160, 320)
        assert dict(small.getexif()) == {}


def test_a_small_copy_of_a_clear_picture_stays_clear(tmp_path: Path) -> None:
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    with Image.open(thumbnail(tmp_path / "clear.png", PictureWidth.SMALL, cache=tmp_path / "cache")) as small:
        assert small.convert("RGBA").getpixel((80, 80)) == (0, 0, 0, 0)


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8001, 8001), (60_000, 60_000), (2**31 - 1, 1)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "bomb.png").write_bytes(png_that_claims(*size))
    with pytest.raises(ContentError, match="사진입니다"):
        thumbnail(tmp_path / "bomb.png", PictureWidth.SMALL, cache=tmp_path / "cache")


def test_a_very_tall_picture_is_cut_to_a_sane_shape(tmp_path: Path) -> None:
    Image.new("RGB", (500, 20_000)).save(tmp_path / "tall.png")
    with Image.open(thumbnail(tmp_path / "tall.png", PictureWidth.SMALL, cache=tmp_path / "cache")) as small:
        assert small.size == (160, 640)


@pytest.mark.data
def test_bad_pictures_are_refused_or_made_small_and_nothing_else_happens(shared_data: Path, tmp_path: Path) -> None:
    outcomes = {"small": 0, "refused": 0}
    for path in sorted((shared_data / "bad-images").rglob("*")):
        if not path.is_file():
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Pillow's remarks on odd metadata
                kept = tmp_path / "media" / keep_picture(path, tmp_path / "media")
                with Image.open(thumbnail(kept, PictureWidth.SMALL, cache=tmp_path / "cache")) as small:
                    small.load()
            outcomes["small"] += 1
        except (PictureRefusedError, ContentError):
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 0, outcomes


@pytest.mark.data
def test_pictures_of_phones_become_small(shared_data: Path, tmp_path: Path) -> None:
    pictures = [path for path in sorted((shared_data / "photos-heic").rglob("*")) if path.suffix.lower() == ".heic"]
    assert pictures
    for path in pictures:
        name = keep_picture(path, tmp_path / "media")
        with Image.open(thumbnail(tmp_path / "media" / name, PictureWidth.SMALL, cache=tmp_path / "cache")) as small:
            assert small.width <= 160
