"""`golmok new`: a source folder drafted from raw files, whole or not at all."""

import shutil
import tomllib
from pathlib import Path

import pytest

from district_builder.domain.errors import SourceError
from district_builder.domain.notes import NoteKind
from district_builder.sources.draft import draft_folder
from district_builder.sources.folder import read_folder

STORES = "id,name,address,lon,lat,category\n" + "".join(
    f"s{n},가게{n},경기도 의왕시 계원대학로 {n},{126.9716 + n * 0.0001},37.3797,카페\n" for n in range(2, 12)
)


@pytest.fixture
def stores(tmp_path: Path) -> Path:
    path = tmp_path / "raw" / "stores.csv"
    path.parent.mkdir()
    path.write_text(STORES, encoding="utf-8")
    return path


def draft(folder: Path, *stores: Path, layouts: tuple[Path, ...] = (), slug: str = "kaywon") -> None:
    draft_folder(folder, layouts=layouts, stores=stores, slug=slug, name_ko='계원 "대학"로')


def facts(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "district.toml").read_text("utf-8"))


def test_a_draft_can_be_read_back_and_says_where_it_is(tmp_path: Path, stores: Path) -> None:
    folder = tmp_path / "kaywon"
    draft(folder, stores)
    source = read_folder(folder)
    assert (source.district.slug, source.district.name_ko) == ("kaywon", '계원 "대학"로')
    assert (source.district.streets, source.district.timezone) == (("계원대학로",), "Asia/Seoul")
    assert abs(source.district.anchor.lon - 126.97225) < 0.0001
    assert len(source.stores) == 10
    assert (folder / "stores" / "stores.csv").read_text("utf-8") == STORES
    assert "# " in (folder / "district.toml").read_text("utf-8")


@pytest.mark.parametrize("content", ["district.toml", "notes.txt"])
def test_nothing_is_overwritten(tmp_path: Path, stores: Path, content: str) -> None:
    folder = tmp_path / "kaywon"
    folder.mkdir()
    (folder / content).write_text("mine", encoding="utf-8")
    with pytest.raises(SourceError, match="덮어쓰지 않습니다"):
        draft(folder, stores)
    assert [path.name for path in folder.iterdir()] == [content]
    assert (folder / content).read_text("utf-8") == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path, stores: Path) -> None:
    folder = tmp_path / "kaywon"
    folder.mkdir()
    draft(folder, stores)
    assert (folder / "district.toml").is_file()


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    raw = tmp_path / "nowhere.csv"
    raw.write_text("name,address\n가게,경기도 의왕시 계원대학로 2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="좌표가 파일에 없습니다"):
        draft(tmp_path / "kaywon", raw)
    assert [path.name for path in tmp_path.iterdir()] == ["nowhere.csv"]


@pytest.mark.parametrize(("slug", "match"), [("Kaywon!", "slug"), ("", "slug")])
def test_a_wrong_slug_is_refused(tmp_path: Path, stores: Path, slug: str, match: str) -> None:
    with pytest.raises(SourceError, match=match):
        draft(tmp_path / "kaywon", stores, slug=slug)
    assert not (tmp_path / "kaywon").exists()


def test_missing_inputs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="파일이 없습니다"):
        draft(tmp_path / "kaywon", tmp_path / "none.csv")
    with pytest.raises(SourceError, match="넣을 파일이 없습니다"):
        draft(tmp_path / "kaywon")


def test_two_files_of_one_name_are_both_kept(tmp_path: Path, stores: Path) -> None:
    other = tmp_path / "other" / "stores.csv"
    other.parent.mkdir()
    other.write_text("name,address,category\n딴집,경기도 의왕시 계원대학로 40,카페\n", encoding="utf-8")
    draft(tmp_path / "kaywon", stores, other)
    assert sorted(path.name for path in (tmp_path / "kaywon" / "stores").iterdir()) == ["2-stores.csv", "stores.csv"]
    assert len(read_folder(tmp_path / "kaywon").stores) == 11


def test_tables_go_where_their_header_belongs(tmp_path: Path, stores: Path) -> None:
    for name, text in (
        ("lifts.csv", "건물명,건물층수\nLG프라자,5.0\n"),
        ("prices.csv", "상품명,조사일,판매가격,판매업소\n소면,2022-05-06,2980,가게2\n"),
        ("menu.csv", "가게,메뉴,가격\n가게2,라테,5000\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    draft(tmp_path / "kaywon", stores, *(tmp_path / name for name in ("lifts.csv", "prices.csv", "menu.csv")))
    source = read_folder(tmp_path / "kaywon")
    assert (len(source.lifts), len(source.products), len(source.menus)) == (1, 1, 1)
    assert (tmp_path / "kaywon" / "lifts" / "lifts.csv").is_file()


@pytest.mark.data
def test_the_target_street_drafts_itself(shared_data: Path, tmp_path: Path) -> None:
    notes = draft_folder(
        tmp_path / "kaywon",
        layouts=[],
        stores=[shared_data / "kaywon-street" / "kaywon_daehakro_places.csv"],
        slug="kaywon",
        name_ko="계원대학로",
    )
    said = facts(tmp_path / "kaywon")
    assert (said["streets"], said["coordinate_system"]) == (["계원대학로"], "EPSG:5174")
    assert NoteKind.SHIFTED_COORDINATES in {note.kind for note in notes}
    anchor = said["anchor"]
    assert isinstance(anchor, list)
    assert abs(anchor[0] - 126.9727) < 0.001


@pytest.mark.data
def test_a_map_alone_drafts_a_district(shared_data: Path, tmp_path: Path) -> None:
    raw = shared_data / "osm-seoul-gangnam"
    draft(tmp_path / "gangnam", layouts=(raw / "buildings.overpass.json", raw / "ways.overpass.json"), slug="gangnam")
    said = facts(tmp_path / "gangnam")
    assert said["attribution"] == ["© OpenStreetMap contributors (ODbL)"]
    assert said["streets"]
    assert len(read_folder(tmp_path / "gangnam").layout.buildings) == 1281


@pytest.mark.data
def test_a_street_abroad_gets_its_own_time(shared_data: Path, tmp_path: Path) -> None:
    raw = shared_data / "osm-one-street" / "via_montebello_roma_italy.osm.pbf"
    draft(tmp_path / "roma", layouts=(raw,), slug="roma")
    assert facts(tmp_path / "roma")["timezone"] == "Etc/GMT-1"
    shutil.rmtree(tmp_path / "roma")
