"""Nothing of an original leaves but its pixels: no place, no phone, no name, whatever the format."""

import hashlib
import io
import struct
from pathlib import Path

import httpx
import pillow_heif
import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageCms, PngImagePlugin
from sqlalchemy import Engine

from content_api.database import writing
from content_api.imports import store_source
from content_api.photos.media_files import keep_picture
from content_api.photos.thumbnails import PictureWidth, thumbnail
from content_api.server import serving
from content_api.settings import Settings
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.stores import Menu, MenuItem, MenuSection
from tests.content_api.invented import store

MAKER = "Phone of a merchant"
SECRETS = (b"Phone of a merchant", b"home-of-the-owner", b"taken in the kitchen")
CARRIERS = (b"EXIF", b"Exif\0\0", b"XMP ", b"ICCP", b"ICC_PROFILE", b"acsp", b"http://ns.adobe.com/xap")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>home-of-the-owner</note></x:xmpmeta>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
WIDTHS = (None, 160, 320, 640, 1280)


def exif() -> Image.Exif:
    said = Image.Exif()
    said[0x010F] = MAKER
    said[0x010E] = "taken in the kitchen"
    said.get_ifd(0x8825).update({1: "N", 2: (37.0, 23.0, 4.567), 3: "E", 4: (126.0, 58.0, 9.876)})
    return said


def telling_picture(kind: str, *, size: tuple[int, int] = (1500, 1000)) -> bytes:
    """A picture that carries GPS, XMP, a comment and a colour profile in the way of its format."""
    content = io.BytesIO()
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    said: dict[str, object] = {"exif": exif().tobytes(), "icc_profile": SRGB}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "taken in the kitchen")
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        picture.save(content, "PNG", pnginfo=text, **said)
    elif kind == "HEIF":
        heif = pillow_heif.from_pillow(picture)
        heif.info.update(said, xmp=XMP)
        heif.save(content, quality=60)
    else:
        if kind == "JPEG":
            said["comment"] = "taken in the kitchen"
        picture.save(content, kind, xmp=XMP, **said)
    return content.getvalue()


def street_of_photographers(folder: Path) -> DistrictSource:
    """A store a format; each with the picture as its front, its inside and on its menu."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in FORMATS:
        (folder / f"{kind}.picture").write_bytes(telling_picture(kind))
    return DistrictSource(
        district=District(slug="photographers", name_ko="사진골목", anchor=LonLat(127.0, 37.0)),
        layout=Layout(),
        stores=tuple(store(kind.lower(), f"{kind} 사진관") for kind in FORMATS),
        menus=tuple(
            Menu(
                store_id=kind.lower(),
                sections=(MenuSection(name="", items=(MenuItem(name="증명사진", picture=f"{kind}.picture"),)),),
            )
            for kind in FORMATS
        ),
        photos=tuple(
            Photo(store_id=kind.lower(), kind=role, path=folder / f"{kind}.picture")
            for kind in FORMATS
            for role in (PhotoKind.FRONT, PhotoKind.INTERIOR)
        ),
    )


@pytest.fixture(scope="module")
def photographers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographers")
    street_of_photographers(folder)
    return folder


def tells(content: bytes) -> list[bytes]:
    return [secret for secret in (*SECRETS, *CARRIERS) if secret in content]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_test_pictures_do_tell(kind: str) -> None:
    """Otherwise the other tests of this file would prove nothing."""
    content = telling_picture(kind)
    assert MAKER.encode() in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.getexif().get_ifd(0x8825)[2] == (37.0, 23.0, 4.567)
        assert picture.info["icc_profile"] == SRGB
    assert b"home-of-the-owner" in content


def test_no_answer_of_the_server_tells_anything(settings: Settings, engine: Engine, photographers: Path) -> None:
    with writing(engine) as session:
        source = street_of_photographers(photographers)
        assert store_source(session, source, media=settings.folder.media, folder=photographers).notes == ()
    seen = 0
    with serving(settings) as url, httpx.Client(base_url=url) as client:
        for kind in FORMATS:
            photos = client.get(f"/v1/stores/{kind.lower()}/photos").json()["photos"]
            dish = client.get(f"/v1/stores/{kind.lower()}/menu").json()["sections"][0]["items"][0]["picture"]
            for path in {*(photo["url"] for photo in photos), dish}:
                for width in WIDTHS:
                    answer = client.get(path, params={} if width is None else {"width": width})
                    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp"), (kind, width)
                    assert tells(answer.content) == [], (kind, width)
                    assert chunks_of(answer.content) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
                    with Image.open(io.BytesIO(answer.content)) as picture:
                        assert not dict(picture.getexif())
                        assert not picture.info.get("icc_profile")
                        assert picture.size == ((width or 1280), round((width or 1280) * 1000 / 1500))
                    seen += 1
    assert seen == len(FORMATS) * len(WIDTHS)


def chunks_of(webp: bytes) -> set[bytes]:
    """The names of a WebP file's chunks (RFC 9649 section 2.4)."""
    found, place = set(), 12
    while place < len(webp):
        name, length = struct.unpack_from("<4sI", webp, place)
        found.add(name)
        place += 8 + length + length % 2
    return found


def test_no_range_and_no_header_brings_the_original(settings: Settings, engine: Engine, photographers: Path) -> None:
    with writing(engine) as session:
        store_source(session, street_of_photographers(photographers), media=settings.folder.media, folder=photographers)
    original = telling_picture("JPEG")
    path = f"/media/{hashlib.sha256(original).hexdigest()}.jpg"
    with serving(settings) as url, httpx.Client(base_url=url) as client:
        whole = client.get(path).content
        for headers in ({"Range": "bytes=0-99"}, {"Accept": "image/jpeg"}, {"Accept-Encoding": "identity"}):
            answer = client.get(path, headers=headers)
            assert answer.content == whole[: len(answer.content)]
        assert client.get(path, params={"width": "original"}).status_code == 422
        assert client.get(path, params={"download": "1"}).content == whole


@pytest.mark.parametrize("size", [(1, 1), (159, 80), (160, 160), (161, 90), (1280, 720), (1281, 10), (3000, 2000)])
@pytest.mark.parametrize("width", PictureWidth)
def test_each_step_of_the_ladder_is_as_wide_as_it_says_or_as_the_picture(
    tmp_path: Path, size: tuple[int, int], width: PictureWidth
) -> None:
    Image.new("RGB", size, "tan").save(tmp_path / "picture.png")
    with Image.open(thumbnail(tmp_path / "picture.png", width, cache=tmp_path / "cache")) as copy:
        assert copy.width == min(size[0], width)
        assert abs(copy.height - size[1] * copy.width / size[0]) <= 1


def test_without_a_width_the_largest_step_is_given(client: TestClient) -> None:
    path = client.get("/v1/stores/bread/photos").json()["photos"][0]["url"]
    plain, largest = client.get(path), client.get(path, params={"width": 1280})
    assert plain.content == largest.content
    assert plain.headers["etag"] == largest.headers["etag"]
    assert client.get(path, params={"width": 640}).headers["etag"] != plain.headers["etag"]


def test_colours_of_a_wide_profile_are_turned_before_the_profile_goes(tmp_path: Path) -> None:
    """Red that is full in a wide space is no full red of sRGB read as it stands; here the spaces swap red and green."""
    swapped = swapped_profile()
    Image.new("RGB", (64, 64), (255, 0, 0)).save(tmp_path / "wide.png", icc_profile=swapped)
    with Image.open(thumbnail(tmp_path / "wide.png", PictureWidth.SMALL, cache=tmp_path / "cache")) as copy:
        red, green, _ = copy.convert("RGB").getpixel((32, 32))  # type: ignore[misc]
    assert green > 200 > 100 > red


def swapped_profile() -> bytes:
    """sRGB with the red and the green primary exchanged."""
    profile = bytearray(SRGB)
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("profile", [b"nonsense", SRGB[:200], b"\0" * 128])
def test_a_broken_profile_spoils_no_picture(tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", (64, 64), (200, 100, 50)).save(tmp_path / "odd.png", icc_profile=profile)
    with Image.open(thumbnail(tmp_path / "odd.png", PictureWidth.SMALL, cache=tmp_path / "cache")) as copy:
        assert all(abs(a - b) < 12 for a, b in zip(copy.getpixel((32, 32)), (200, 100, 50), strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_picture_of_any_mode_can_be_shown(tmp_path: Path, mode: str) -> None:
    ending = "jpg" if mode == "CMYK" else "png"
    Image.new(mode, (200, 100)).save(tmp_path / f"picture.{ending}")
    name = keep_picture(tmp_path / f"picture.{ending}", tmp_path / "media")
    with Image.open(thumbnail(tmp_path / "media" / name, PictureWidth.SMALL, cache=tmp_path / "cache")) as copy:
        assert (copy.format, copy.size) == ("WEBP", (160, 80))


def test_a_tall_picture_is_cut_and_not_squeezed(tmp_path: Path) -> None:
    tall = Image.new("RGB", (200, 4000), "black")
    tall.paste("white", (0, 0, 200, 400))  # the upper half of what is shown
    tall.save(tmp_path / "tall.png")
    with Image.open(thumbnail(tmp_path / "tall.png", PictureWidth.SMALL, cache=tmp_path / "cache")) as copy:
        assert copy.size == (160, 640)
        assert copy.convert("L").getpixel((80, 300)) > 200  # type: ignore[operator]
        assert copy.convert("L").getpixel((80, 340)) < 50  # type: ignore[operator]


def test_a_copy_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(telling_picture("JPEG"))
    first = thumbnail(tmp_path / "picture.jpg", PictureWidth.SMALL, cache=tmp_path / "cache")
    made = first.stat().st_mtime_ns, first.stat().st_ino
    again = thumbnail(tmp_path / "picture.jpg", PictureWidth.SMALL, cache=tmp_path / "cache")
    assert (again.stat().st_mtime_ns, again.stat().st_ino) == made


def test_deleted_copies_are_made_again_with_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(telling_picture("JPEG"))
    first = thumbnail(tmp_path / "picture.jpg", PictureWidth.MEDIUM, cache=tmp_path / "cache")
    content = first.read_bytes()
    first.unlink()
    assert thumbnail(tmp_path / "picture.jpg", PictureWidth.MEDIUM, cache=tmp_path / "cache").read_bytes() == content
