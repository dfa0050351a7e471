"""Scene folders over HTTP, through a real server: caching, ranges, compression, and nothing else of the disk."""

import gzip
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from content_api.scenes.files import find_scene_file, street_picture
from content_api.server import serving
from content_api.settings import Settings
from tests.content_api.invented import picture_bytes

TILE = "0123456789abcdef0123"
GLB = b"glTF" + bytes(20_000)
BRICK = picture_bytes("WEBP")
TILESET = json.dumps({"asset": {"version": "1.1"}, "padding": "빈칸 " * 500}).encode()


def put_scene(scenes: Path) -> Path:
    folder = scenes / "neutinamu"
    (folder / "tiles").mkdir(parents=True)
    (folder / "textures").mkdir()
    (folder / "tiles" / f"{TILE}.glb").write_bytes(GLB)
    (folder / "textures" / f"{TILE}.webp").write_bytes(BRICK)
    (folder / "tileset.json").write_bytes(TILESET)
    (folder / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    (folder / "scene.json").write_text("{}")
    (folder / "reuse.json").write_text("private")
    (folder / "tiles" / "notes.txt").write_text("private")
    return folder


@pytest.fixture(scope="module")
def scene(street_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A client of a server that has a scene, and the scene's folder."""
    settings = Settings(data=tmp_path_factory.mktemp("scene") / "data")
    folder = put_scene(settings.folder.scenes)
    with serving(settings) as url, httpx.Client(base_url=f"{url}/scenes/neutinamu") as client:
        yield client, folder


@pytest.mark.parametrize(
    ("name", "media_type", "cache_control"),
    [
        (f"tiles/{TILE}.glb", "model/gltf-binary", "public, max-age=31536000, immutable"),
        (f"textures/{TILE}.webp", "image/webp", "public, max-age=31536000, immutable"),
        ("tileset.json", "application/json", "no-cache"),
        ("places.geojson", "application/geo+json", "no-cache"),
        ("scene.json", "application/json", "no-cache"),
    ],
)
def test_each_file_says_what_it_is_and_how_long_it_lasts(
    scene: tuple[httpx.Client, Path], name: str, media_type: str, cache_control: str
) -> None:
    client, folder = scene
    answer = client.get(f"/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["cache-control"] == cache_control
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.content == (folder / name).read_bytes()


@pytest.mark.parametrize("name", [f"tiles/{TILE}.glb", "tileset.json"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_the_client_has_is_not_sent_again(scene: tuple[httpx.Client, Path], name: str, encoding: str) -> None:
    client, _ = scene
    first = client.get(f"/{name}", headers={"Accept-Encoding": encoding})
    tag = first.headers["etag"]
    assert not tag.startswith("W/")
    again = client.get(f"/{name}", headers={"Accept-Encoding": encoding, "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/{name}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_compressed_bytes_have_a_tag_of_their_own(scene: tuple[httpx.Client, Path]) -> None:
    client, _ = scene
    plain = client.get("/tileset.json", headers={"Accept-Encoding": "identity"})
    with client.stream("GET", "/tileset.json", headers={"Accept-Encoding": "gzip"}) as small:
        raw = b"".join(small.iter_raw())
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert small.headers["etag"] != plain.headers["etag"]
    assert len(raw) * 5 < len(plain.content)


def test_geometry_is_compressed_and_pictures_are_not(scene: tuple[httpx.Client, Path]) -> None:
    client, _ = scene
    assert client.get(f"/tiles/{TILE}.glb").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get(f"/textures/{TILE}.webp").headers


def test_a_replaced_index_file_has_another_tag(scene: tuple[httpx.Client, Path]) -> None:
    client, folder = scene
    before = client.get("/scene.json").headers["etag"]
    (folder / "new").write_text('{"build_id": "next"}')
    (folder / "new").replace(folder / "scene.json")
    after = client.get("/scene.json", headers={"If-None-Match": before})
    assert (after.status_code, after.json()) == (200, {"build_id": "next"})


def test_a_range_is_cut_from_the_plain_file(scene: tuple[httpx.Client, Path]) -> None:
    client, _ = scene
    part = client.get(f"/tiles/{TILE}.glb", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, GLB[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(GLB)}"
    assert "content-encoding" not in part.headers


def test_a_range_beyond_the_end_cannot_be_had(scene: tuple[httpx.Client, Path]) -> None:
    client, _ = scene
    assert client.get(f"/tiles/{TILE}.glb", headers={"Range": "bytes=99999-"}).status_code == 416


@pytest.mark.parametrize("name", [f"tiles/{TILE}.glb", "tileset.json"])
def test_head_has_the_headers_of_get_and_no_body(scene: tuple[httpx.Client, Path], name: str) -> None:
    client, _ = scene
    head, get = client.head(f"/{name}"), client.get(f"/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize(
    "path",
    [
        "reuse.json",
        "tiles/notes.txt",
        "tiles/",
        "tiles",
        "",
        "../neutinamu/tileset.json",
        "..%2f..%2fgolmok.db",
        "%2e%2e/%2e%2e/golmok.db",
        "tiles/../../../golmok.db",
        "tiles%2F..%2F..%2F..%2Fgolmok.db",
        "..\\..\\golmok.db",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "tileset.json%00.glb",
        "tileset.json%0a%0a",
        f"tiles/{TILE.upper()}.glb",
        "TILESET.JSON",
    ],
)
def test_what_is_no_scene_file_does_not_exist(scene: tuple[httpx.Client, Path], path: str) -> None:
    """Sent as they stand: a polite client would take the dots out."""
    client, _ = scene
    connection = HTTPConnection(client.base_url.host, client.base_url.port or 80)
    connection.request("GET", f"/scenes/neutinamu/{path}")
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert (answer.status, json.loads(content)["status"]) == (404, 404)


@pytest.mark.parametrize("slug", ["..", ".", "nowhere", "Neutinamu", "느티나무", "a" * 101, "%2e%2e"])
def test_no_slug_leads_out_of_the_scenes(scene: tuple[httpx.Client, Path], slug: str) -> None:
    _, folder = scene
    assert find_scene_file(folder.parent, slug, "tileset.json", cache=folder.parent / "cache") is None


def test_a_picture_of_the_street_is_found_where_there_is_one(tmp_path: Path) -> None:
    assert street_picture(tmp_path, "neutinamu") is None
    (tmp_path / "neutinamu").mkdir()
    (tmp_path / "neutinamu" / "street.webp").write_bytes(BRICK)
    assert street_picture(tmp_path, "neutinamu") == "/scenes/neutinamu/street.webp"
    assert street_picture(tmp_path, "../neutinamu") is None
