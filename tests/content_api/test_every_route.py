"""What holds for every route: tags that work, HEAD like GET, no writing, headers that keep a browser safe.

A route that is not in the table below fails the first test, so none is forgotten.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from content_api.app import create_app
from content_api.pages.rendering import STYLE_PATH
from content_api.server import serving
from content_api.settings import Settings
from tests.content_api.test_scene_files import TILE, put_scene

PATHS = {
    "/": "/",
    "/d/{slug}": "/d/neutinamu",
    "/s/{store_id}": "/s/bread",
    STYLE_PATH: STYLE_PATH,
    "/pages/icon.svg": "/pages/icon.svg",
    "/v1/districts": "/v1/districts",
    "/v1/districts/{slug}": "/v1/districts/neutinamu",
    "/v1/districts/{slug}/stores": "/v1/districts/neutinamu/stores",
    "/v1/districts/{slug}/notes": "/v1/districts/neutinamu/notes",
    "/v1/districts/{slug}/builds": "/v1/districts/neutinamu/builds",
    "/v1/stores/{store_id}": "/v1/stores/bread",
    "/v1/stores/{store_id}/menu": "/v1/stores/bread/menu",
    "/v1/stores/{store_id}/products": "/v1/stores/bread/products",
    "/v1/stores/{store_id}/photos": "/v1/stores/bread/photos",
    "/media/{name}": "",  # named by its content: the fixture fills it in
    "/scenes/{slug}/{name:path}": "/scenes/neutinamu/tileset.json",
    "/health": "/health",
    "/v1/openapi.json": "/v1/openapi.json",
}
UNTAGGED = ("/health", "/v1/openapi.json")
TAGGED = [route for route in PATHS if route not in UNTAGGED]
PAGES = ("/", "/d/{slug}", "/s/{store_id}")


@pytest.fixture(scope="module")
def server(
    street_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A client of a real server with the street and a scene, and an address for every route."""
    settings = Settings(data=Path(copytree(street_template, tmp_path_factory.mktemp("routes") / "data")))
    put_scene(settings.folder.scenes)
    with serving(settings) as url, httpx.Client(base_url=url) as client:
        picture = client.get("/v1/stores/bread/photos").json()["photos"][0]["url"]
        yield client, PATHS | {"/media/{name}": picture}


def test_every_route_of_the_application_is_in_the_table(settings: Settings) -> None:
    app = create_app(settings)
    app.state.engine.dispose()
    described = set(app.openapi()["paths"])
    hidden = {"/", "/d/{slug}", "/s/{store_id}", STYLE_PATH, "/pages/icon.svg", "/v1/openapi.json"}
    assert {route.replace("{name:path}", "{name}") for route in PATHS} == described | hidden


@pytest.mark.parametrize("route", PATHS)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_head_has_the_headers_of_get_and_no_body(
    server: tuple[httpx.Client, dict[str, str]], route: str, encoding: str
) -> None:
    client, paths = server
    headers = {"Accept-Encoding": encoding}
    get, head = client.get(paths[route], headers=headers), client.head(paths[route], headers=headers)
    assert (get.status_code, head.status_code, head.content) == (200, 200, b"")
    ours = [{name: value for name, value in each.headers.items() if name != "date"} for each in (get, head)]
    assert ours[0] == ours[1]


@pytest.mark.parametrize("route", TAGGED)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_the_client_has_is_not_sent_again(
    server: tuple[httpx.Client, dict[str, str]], route: str, encoding: str
) -> None:
    client, paths = server
    first = client.get(paths[route], headers={"Accept-Encoding": encoding})
    tag = first.headers["etag"]
    assert tag[0] == tag[-1] == '"'
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        for ask in (client.get, client.head):
            again = ask(paths[route], headers={"Accept-Encoding": encoding, "If-None-Match": known})
            assert (again.status_code, again.content) == (304, b""), known
            assert again.headers["etag"] == tag
            assert again.headers["cache-control"] == first.headers["cache-control"]
            assert again.headers["vary"] == first.headers["vary"]
            assert "content-type" not in again.headers
    for other in ('"other"', tag.strip('"'), f'"{tag}"'):
        again = client.get(paths[route], headers={"Accept-Encoding": encoding, "If-None-Match": other})
        assert (again.status_code, again.content) == (200, first.content), other


@pytest.mark.parametrize("route", TAGGED)
def test_plain_and_compressed_bytes_share_no_tag(server: tuple[httpx.Client, dict[str, str]], route: str) -> None:
    client, paths = server
    plain = client.get(paths[route], headers={"Accept-Encoding": "identity"})
    small = client.get(paths[route], headers={"Accept-Encoding": "gzip"})
    assert small.content == plain.content  # the client unpacks
    assert "content-encoding" not in plain.headers
    assert (small.headers["etag"] == plain.headers["etag"]) == ("content-encoding" not in small.headers)


@pytest.mark.parametrize("route", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(server: tuple[httpx.Client, dict[str, str]], route: str, method: str) -> None:
    client, paths = server
    answer = client.request(method, paths[route], json={"name": "내 가게"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"].split(", ")
    assert set(answer.headers["allow"].split(", ")) <= {"GET", "HEAD"}


@pytest.mark.parametrize("route", TAGGED)
def test_no_browser_guesses_what_a_file_is(server: tuple[httpx.Client, dict[str, str]], route: str) -> None:
    client, paths = server
    assert client.get(paths[route]).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("route", PATHS)
def test_no_answer_names_the_software_that_made_it(server: tuple[httpx.Client, dict[str, str]], route: str) -> None:
    client, paths = server
    headers = client.get(paths[route]).headers
    assert not {"server", "x-powered-by"} & set(headers)
    assert "set-cookie" not in headers


@pytest.mark.parametrize("route", PAGES)
def test_a_page_may_load_nothing_from_elsewhere(server: tuple[httpx.Client, dict[str, str]], route: str) -> None:
    client, paths = server
    answer = client.get(paths[route])
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == "'self'"
    assert "script-src" not in policy


@pytest.mark.parametrize("route", TAGGED)
def test_only_what_is_named_by_its_content_is_kept_for_good(
    server: tuple[httpx.Client, dict[str, str]], route: str
) -> None:
    client, paths = server
    is_immutable = "immutable" in client.get(paths[route]).headers["cache-control"]
    assert is_immutable == (route in ("/media/{name}", STYLE_PATH))


def test_a_tile_is_kept_for_good_and_its_index_is_asked_for(server: tuple[httpx.Client, dict[str, str]]) -> None:
    client, _ = server
    assert "immutable" in client.get(f"/scenes/neutinamu/tiles/{TILE}.glb").headers["cache-control"]
    assert client.get("/scenes/neutinamu/tileset.json").headers["cache-control"] == "no-cache"
