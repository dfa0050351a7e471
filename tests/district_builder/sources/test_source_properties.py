"""What holds for every source folder, whatever is in it."""

import csv
import io
import json
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.stores import TradingStatus
from district_builder.sources.district_text import text_of_district
from district_builder.sources.folder import read_folder

MakeFolder = Callable[[Mapping[str, str | bytes]], Path]

TOML = 'slug = "a"\nname_ko = "가"\nanchor = [126.9722, 37.3795]\n'
COLUMNS = ("id", "name", "category", "address", "lon", "lat", "status", "description")
LEAVES_A_ROW_OUT = {NoteKind.UNREADABLE_ROW, NoteKind.OUTSIDE_AREA, NoteKind.DUPLICATE_STORE}

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
NAMES = st.one_of(st.sampled_from(["커피집", "커피 집", "새봄약국", "KFC", "GS25", ""]), TEXT)
ADDRESSES = st.one_of(
    st.builds(
        lambda road, number, rest: f"경기도 의왕시 {road} {number}{rest}",
        st.sampled_from(["계원대학로", "내손로", "내손로14번길"]),
        st.integers(1, 60),
        st.sampled_from(["", ", 201호", ", 지하1층", " (내손동, LG프라자 601호)"]),
    ),
    st.sampled_from(["", "경기도 의왕시 내손동 746-2", "인천광역시 남동구 문화로 65"]),
    TEXT,
)
NUMBERS = st.one_of(
    st.floats(126.9, 127.0).map(str),
    st.floats(37.3, 37.4).map(str),
    st.sampled_from(["", "0", "197490.6", "x", "1e999"]),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "s1", "s2", "../x"]),
        NAMES,
        st.sampled_from(["", "카페", "피자", "optician", "??"]),
        ADDRESSES,
        NUMBERS,
        NUMBERS,
        st.sampled_from(["", "영업", "폐업", "휴업"]),
        TEXT,
    ),
    max_size=14,
)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([COLUMNS, *rows])
    return lines.getvalue()


def read_rows(rows: Sequence[Sequence[str]], *more: Sequence[Sequence[str]]) -> DistrictSource:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "district.toml").write_text(TOML, encoding="utf-8")
        (folder / "stores").mkdir()
        for count, part in enumerate((rows, *more)):
            (folder / "stores" / f"{count}.csv").write_text(csv_text(part), encoding="utf-8", newline="")
        return read_folder(folder)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_every_row_is_a_store_or_has_a_note(rows: list[tuple[str, ...]]) -> None:
    source = read_rows(rows)
    kept = {store.origin.row for store in source.stores}
    noted = {note.row for note in source.notes if note.kind in LEAVES_A_ROW_OUT}
    assert set(range(2, len(rows) + 2)) <= kept | noted | blank_rows(rows)


def blank_rows(rows: Sequence[Sequence[str]]) -> set[int]:
    return {number for number, row in enumerate(rows, start=2) if not any(cell.strip() for cell in row)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_stores_have_ids_of_their_own_and_notes_say_what_to_do(rows: list[tuple[str, ...]]) -> None:
    source = read_rows(rows)
    ids = [store.store_id for store in source.stores]
    assert len(set(ids)) == len(ids)
    for note in source.notes:
        assert note.text.endswith((".", "다"))
        assert note.remedy
        assert note.file or note.kind is NoteKind.EMPTY_SOURCE
    closed = {store.store_id for store in source.stores if store.status is TradingStatus.CLOSED}
    assert closed == {note.subject for note in source.notes if note.kind is NoteKind.CLOSED_STORE}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_the_same_rows_give_the_same_source(rows: list[tuple[str, ...]]) -> None:
    assert read_rows(rows) == read_rows(rows)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_a_second_copy_of_a_file_adds_no_store(rows: list[tuple[str, ...]]) -> None:
    named = [row for row in rows if row[3]]
    once, twice = read_rows(named), read_rows(named, named)
    assert {store.store_id for store in twice.stores} == {store.store_id for store in once.stores}


CLEAN_TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60)


@given(CLEAN_TEXT, CLEAN_TEXT)
def test_any_name_survives_in_the_drafted_toml(name: str, street: str) -> None:
    district = District(slug="a", name_ko=name, anchor=LonLat(126.9, 37.3), attribution=(street,))
    said = tomllib.loads(text_of_district(district, streets=[street], anchor=district.anchor))
    assert (said["name_ko"], said["streets"], said["attribution"]) == (name, [street], [street])
    assert said["anchor"] == [126.9, 37.3]


def test_json_and_csv_give_the_same_stores(make_folder: MakeFolder) -> None:
    rows = [
        {"id": "a", "name": "커피집", "category": "cafe", "address": "경기도 의왕시 계원대학로 14, 201호"},
        {"id": "b", "name": "빵집", "category": "bakery", "address": "경기도 의왕시 계원대학로 16"},
    ]
    text = csv_text([[row.get(column, "") for column in COLUMNS] for row in rows])
    one = read_folder(make_folder({"stores/a.csv": text}))
    other = read_folder(make_folder({"stores/a.csv": "", "stores/a.json": json.dumps(rows)}))
    assert [(s.store_id, s.name, s.address, s.category) for s in one.stores] == [
        (s.store_id, s.name, s.address, s.category) for s in other.stores
    ]


def test_a_shifted_list_is_put_right_by_the_addresses_of_the_map(make_folder: MakeFolder) -> None:
    """No second list is needed where the buildings carry their addresses."""
    to_right = Transformer.from_crs("EPSG:4326", "EPSG:5174", always_xy=True)
    from_wrong = Transformer.from_crs("EPSG:2097", "EPSG:4326", always_xy=True)
    buildings, stores = [], []
    for number in range(2, 12, 2):
        lon, lat = 126.9716 + number * 0.0001, 37.3797
        ring = [[lon + dx * 5e-5, lat + dy * 5e-5] for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
        address = f"경기도 의왕시 계원대학로 {number}"
        buildings.append(
            {
                "type": "Feature",
                "properties": {"도로명주소": address},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
        x, y = from_wrong.transform(*to_right.transform(lon, lat))
        stores.append(("", f"가게{number}", "카페", address, str(x), str(y), "영업", ""))
    layout = json.dumps({"type": "FeatureCollection", "features": buildings})
    source = read_folder(make_folder({"layout/a.geojson": layout, "stores/a.csv": csv_text(stores)}))
    assert [note.kind for note in source.notes] == [NoteKind.SHIFTED_COORDINATES]
    assert "지도" in source.notes[0].text
    for store, building in zip(source.stores, source.layout.buildings, strict=True):
        assert store.point
        xs, ys = [p.x for p in building.footprint], [p.y for p in building.footprint]
        assert min(xs) < store.point.x < max(xs)
        assert min(ys) < store.point.y < max(ys)


@pytest.mark.parametrize("status", ["영업", "폐업", "휴업", ""])
def test_adding_a_file_changes_no_id_of_the_others(make_folder: MakeFolder, status: str) -> None:
    rows = [("", f"가게{n}", "카페", f"경기도 의왕시 계원대학로 {n}", "", "", status, "") for n in range(2, 8)]
    before = read_folder(make_folder({"stores/b.csv": csv_text(rows)}))
    more = [("", "딴집", "카페", "경기도 의왕시 계원대학로 99", "", "", "", "")]
    after = read_folder(make_folder({"stores/b.csv": csv_text(rows), "stores/a.csv": csv_text(more)}))
    assert {s.store_id for s in after.stores} - {s.store_id for s in before.stores} == {after.stores[0].store_id}


@pytest.mark.data
def test_notes_on_real_files_read_as_korean_sentences(kaywon_folder: Path) -> None:
    for note in read_folder(kaywon_folder).notes:
        assert note.text.endswith(".")
        assert note.remedy.endswith(".")
        assert not any(clumsy in note.text for clumsy in ("은(는)", "을(를)", "이(가)", "과(와)", "None", "nan"))
        assert note.severity in set(Severity)
