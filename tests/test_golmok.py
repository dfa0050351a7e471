"""The front door: every command on a small street."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

import golmok
from tests.front_door import run, run_on_terminal

STORES = """이름,분류,주소,전화,영업시간,예시
새벽빵집,bakery,"경기도 의왕시 은행나무로 2, 1층 101호 (내손동)",031-000-0001,매일 08:00–20:00,true
골목커피,cafe,"경기도 의왕시 은행나무로 2, 1층 102호 (내손동)",031-000-0002,매일 10:00–22:00,true
두리미술학원,academy,"경기도 의왕시 은행나무로 2, 2층 201호 (내손동)",031-000-0003,평일 13:00–21:00,true
"""
MENUS = """가게,구분,메뉴,가격,설명,사진,대표
골목커피,커피,아메리카노,"4,000원",,,예
골목커피,커피,카페라떼,4500,,,
"""


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source folder as an operator writes it: one building, three stores, one menu."""
    folder = tmp_path_factory.mktemp("operator") / "bank-street"
    for name in ("layout", "stores", "menus"):
        (folder / name).mkdir(parents=True)
    (folder / "district.toml").write_text(
        'slug = "bank-street"\nname_ko = "은행나무길"\nanchor = [126.97, 37.38]\nstreets = ["은행나무로"]\n',
        encoding="utf-8",
    )
    ring = [[126.9700, 37.3801], [126.9703, 37.3801], [126.9703, 37.3803], [126.9700, 37.3803], [126.9700, 37.3801]]
    house = {"type": "Polygon", "coordinates": [ring]}
    road = {"type": "LineString", "coordinates": [[126.9696, 37.38], [126.9708, 37.38]]}
    facts = {"road": "은행나무로", "number": "2", "storeys_above": 3}
    layout = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": facts, "geometry": house},
            {"type": "Feature", "properties": {"name": "은행나무로", "kind": "street"}, "geometry": road},
        ],
    }
    (folder / "layout" / "street.geojson").write_text(json.dumps(layout, ensure_ascii=False), encoding="utf-8")
    (folder / "stores" / "stores.csv").write_text(STORES, encoding="utf-8")
    (folder / "menus" / "menus.csv").write_text(MENUS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the street was imported and built by the command line itself."""
    data = tmp_path_factory.mktemp("data")
    assert run("import", str(street), "--data", str(data)).returncode == 0
    built = run("build", "bank-street", "--data", str(data), "--workers", "1")
    assert built.returncode == 0, built.stderr
    return data


def test_help_names_every_command_without_loading_the_engine() -> None:
    told = run("--help")
    assert told.returncode == 0
    for command in ("demo", "new", "check", "import", "build", "serve", "walk", "picture"):
        assert command in told.stdout


def test_check_counts_stores_and_changes_nothing(street: Path) -> None:
    before = {path: path.read_bytes() for path in street.rglob("*") if path.is_file()}
    told = run("check", str(street))
    assert told.returncode == 0
    assert "가게 3곳 가운데 3곳" in told.stdout
    assert {path: path.read_bytes() for path in street.rglob("*") if path.is_file()} == before


@pytest.fixture
def doubtful_street(street: Path, tmp_path: Path) -> Path:
    """The street with eight menus of nobody."""
    folder = shutil.copytree(street, tmp_path / "doubtful")
    rows = "".join(f"딴집 {n},차,1000\n" for n in range(8))
    (folder / "menus" / "strangers.csv").write_text(f"가게,메뉴,가격\n{rows}", encoding="utf-8")
    return folder


def test_check_into_a_file_leaves_nothing_out(doubtful_street: Path) -> None:
    told = run("check", str(doubtful_street))
    assert (told.returncode, told.stderr) == (0, "")
    for n in range(8):
        assert f"문제  menus/strangers.csv:{n + 2}\n      '딴집 {n}'에 맞는 가게가 목록에 없어" in told.stdout
    assert "문제 8" in told.stdout.splitlines()[-1]
    assert run("check", str(doubtful_street), "--all").stdout == told.stdout


def test_check_tells_machines_the_same(doubtful_street: Path) -> None:
    told = json.loads(run("check", str(doubtful_street), "--json").stdout)
    assert (told["stores"], told["placed"], told["buildings"]) == (3, 3, 1)
    strangers = [note for note in told["notes"] if note["file"] == "menus/strangers.csv"]
    assert [note["row"] for note in strangers] == list(range(2, 10))
    assert {note["severity"] for note in strangers} == {"problem"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_check_on_a_terminal_shows_a_few_of_a_kind(doubtful_street: Path) -> None:
    told = run_on_terminal("check", str(doubtful_street))
    assert told.count("문제") == 5 + 1  # and once in the last line
    assert "그 밖에 3개 (--all 로 모두 보기)" in told
    assert run_on_terminal("check", str(doubtful_street), "--all").count("문제") == 8 + 1


def test_importing_twice_says_that_nothing_changed(street: Path, data: Path) -> None:
    assert "바뀐 것이 없습니다" in run("import", str(street), "--data", str(data)).stdout


def test_a_second_build_reuses_every_tile_and_keeps_the_build_id(data: Path) -> None:
    scene = data / "scenes" / "bank-street" / "scene.json"
    before = json.loads(scene.read_bytes())
    told = run("build", "bank-street", "--data", str(data))
    assert told.returncode == 0
    assert f"다시 쓴 것 {before['counts']['tiles']}장" in told.stdout
    assert json.loads(scene.read_bytes())["build_id"] == before["build_id"]


def test_picture_draws_the_street_headless(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "street.png"
    told = run("picture", "bank-street", "--at", "start", "--size", "320x180", "--out", str(out), "--data", str(data))
    if told.returncode and "libegl1" in told.stderr:
        pytest.skip("nothing can draw here; on Debian: apt-get install libegl1 libgl1-mesa-dri")
    assert told.returncode == 0, told.stderr
    with Image.open(out) as picture:
        assert picture.size == (320, 180)
        colours = picture.convert("RGB").getcolors(maxcolors=320 * 180)
    assert colours is not None
    assert len(colours) > 500  # a street, not an empty sky


def test_a_picture_is_by_day_and_by_evening_when_asked(data: Path, tmp_path: Path) -> None:
    taken = []
    usual = ("picture", "bank-street", "--at", "start", "--size", "160x90", "--data", str(data))
    for light in ((), ("--light", "day"), ("--light", "evening")):
        out = tmp_path / f"{len(taken)}.png"
        told = run(*usual, "--out", str(out), *light)
        if told.returncode and "libegl1" in told.stderr:
            pytest.skip("nothing can draw here; on Debian: apt-get install libegl1 libgl1-mesa-dri")
        assert told.returncode == 0, told.stderr
        with Image.open(out) as picture:
            taken.append(picture.convert("RGB").tobytes())
    unasked, by_day, by_evening = taken
    assert unasked == by_day
    assert sum(by_evening) < 0.7 * sum(by_day)


def test_walk_and_picture_say_which_lights_there_are() -> None:
    for command, usual in (("walk", "now"), ("picture", "day")):
        told = run(command, "--help").stdout
        for word in ("--light", "낮", "저녁", "지금", f"[default: {usual}]"):
            assert word in told


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    """`golmok serve` as a process, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "golmok", "serve", "--data", str(data), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:  # backs off until the port is open
            client.get(f"{base}/health", timeout=30).raise_for_status()
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_serve_answers_with_the_imported_menu(server: str) -> None:
    stores = httpx.get(f"{server}/v1/districts/bank-street/stores").json()
    coffee = next(store for store in stores["stores"] if store["name"] == "골목커피")
    menu = httpx.get(f"{server}/v1/stores/{coffee['store_id']}/menu").text
    assert "아메리카노" in menu
    assert "4000" in menu


def test_serve_gives_the_scene_and_the_page(server: str) -> None:
    assert httpx.get(f"{server}/scenes/bank-street/tileset.json").json()["asset"]["version"] == "1.1"
    assert "새벽빵집" in httpx.get(f"{server}/d/bank-street").text


def test_new_drafts_a_folder_that_check_accepts(street: Path, tmp_path: Path) -> None:
    goal = tmp_path / "drafted"
    stores, layout = street / "stores" / "stores.csv", street / "layout" / "street.geojson"
    drafted = run("new", str(goal), "--name", "은행나무길", "--stores", str(stores), "--layout", str(layout))
    assert drafted.returncode == 0, drafted.stderr
    assert run("check", str(goal)).returncode == 0
    again = run("new", str(goal), "--name", "은행나무길", "--stores", str(stores))
    assert again.returncode == 1
    assert "덮어쓰지" in again.stderr


def test_the_data_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLMOK_DATA", str(tmp_path / "here"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert golmok._settings(None).data == (tmp_path / "here").resolve()
    assert golmok._settings(tmp_path / "there").data == (tmp_path / "there").resolve()


def test_a_full_bake_without_blender_says_how_to_get_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the scene that was there stays."""
    scene = data / "scenes" / "bank-street" / "scene.json"
    before = scene.read_bytes()
    monkeypatch.setenv("GOLMOK_BLENDER_PYTHON", str(tmp_path / "no-python"))
    told = run("build", "bank-street", "--light", "full", "--data", str(data))
    assert told.returncode == 1
    assert "환경 변수 GOLMOK_BLENDER_PYTHON에 적어 주세요." in told.stderr
    assert "Traceback" not in told.stderr
    assert scene.read_bytes() == before
