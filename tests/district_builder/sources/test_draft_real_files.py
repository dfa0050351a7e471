"""What a draft guesses from each of the real files."""

import tomllib
from pathlib import Path

import pytest

from district_builder.domain.errors import SourceError
from district_builder.domain.notes import Severity
from district_builder.sources.draft import draft_folder
from district_builder.sources.folder import read_folder

pytestmark = pytest.mark.data

UIWANG = (126.93, 37.30, 127.02, 37.42)
ANYANG = (126.85, 37.25, 127.05, 37.45)
STORE_FILES = (
    ("uiwang-open-tables/pharmacyInfo_uiwang.csv", UIWANG),
    ("uiwang-open-tables/restaurant_uiwang.csv", UIWANG),
    ("uiwang-open-tables/karaoke_uiwang.csv", UIWANG),
    ("uiwang-open-tables/optician_uiwang.csv", UIWANG),
    ("uiwang-open-tables/hospitalInfo_uiwang.csv", UIWANG),
    ("gyeonggi-localdata/anyang_gunpo_uiwang.csv", ANYANG),
    ("gyeonggi-localdata/anyang_gunpo_uiwang.cp949.csv", ANYANG),
    ("sbiz-format/anyang_stores_202606.excerpt.csv", ANYANG),
    ("kaywon-street/kaywon_daehakro_places.csv", UIWANG),
)


def drafted(folder: Path, *, stores=(), layouts=()) -> dict[str, object]:
    draft_folder(folder, layouts=layouts, stores=stores, slug="street", name_ko="거리")
    return tomllib.loads((folder / "district.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "bounds"), STORE_FILES)
def test_each_store_list_finds_its_city(shared_data, tmp_path, name, bounds):
    said = drafted(tmp_path / "new", stores=[shared_data / name])
    lon, lat = said["anchor"]
    assert bounds[0] < lon < bounds[2]
    assert bounds[1] < lat < bounds[3]
    assert said["timezone"] == "Asia/Seoul"
    assert all(street.endswith(("로", "길")) for street in said["streets"])
    source = read_folder(tmp_path / "new")
    assert source.stores
    assert source.district.streets == tuple(said["streets"])


@pytest.mark.parametrize(("name", "bounds"), STORE_FILES)
def test_notes_of_each_list_are_korean_sentences_with_a_place(shared_data, tmp_path, name, bounds):
    notes = draft_folder(tmp_path / "new", layouts=[], stores=[shared_data / name], slug="street", name_ko="거리")
    for note in notes:
        assert note.text.endswith(".")
        assert note.remedy.endswith((".", "요."))
        assert note.severity in set(Severity)
        assert not any(clumsy in note.text for clumsy in ("은(는)", "을(를)", "이(가)", "(으)로", "None", "nan"))
        assert note.file.startswith("stores/") or not note.file


def test_both_encodings_of_one_list_draft_the_same_district(shared_data, tmp_path):
    raw = shared_data / "gyeonggi-localdata"
    said = [
        drafted(tmp_path / name, stores=[raw / f"anyang_gunpo_uiwang{ending}.csv"])
        for name, ending in (("utf", ""), ("cp", ".cp949"))
    ]
    assert said[0] == said[1]
    one, other = (read_folder(tmp_path / name) for name in ("utf", "cp"))
    assert [store.name for store in one.stores] == [store.name for store in other.stores]


def test_each_mapped_street_drafts_itself(shared_data, tmp_path):
    files = sorted((shared_data / "osm-one-street").glob("*.osm*"))
    assert len(files) >= 5
    for index, path in enumerate(files):
        said = drafted(tmp_path / str(index), layouts=[path])
        layout = read_folder(tmp_path / str(index)).layout
        assert layout.roads or layout.buildings, path.name
        assert said["attribution"] == ["© OpenStreetMap contributors (ODbL)"]
        assert said["timezone"] in {"Etc/GMT", "Etc/GMT-1"}, path.name


def test_a_price_list_alone_does_not_say_where_it_is(shared_data, tmp_path):
    (prices,) = (shared_data / "uiwang-open-tables").glob("necessariesPrice*.csv")
    with pytest.raises(SourceError, match="어디인지"):
        drafted(tmp_path / "new", stores=[prices])
    assert not (tmp_path / "new").exists()
