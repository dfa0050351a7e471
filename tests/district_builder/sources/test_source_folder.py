"""Source folders of our own forms: all that they may hold, and that bad input harms nobody else."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import NoteKind
from district_builder.sources.folder import read_folder

MakeFolder = Callable[[Mapping[str, str | bytes]], Path]
SQUARE = [[126.9720, 37.3790], [126.9722, 37.3790], [126.9722, 37.3792], [126.9720, 37.3792], [126.9720, 37.3790]]


def test_a_small_folder_of_our_own_forms_is_read_without_a_doubt(make_folder: MakeFolder) -> None:
    layout = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"건물명": "계원프라자", "지상층수": 5, "도로명주소": "경기도 의왕시 계원대학로 14"},
                "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
            },
            {
                "type": "Feature",
                "properties": {"도로명": "계원대학로", "도로폭": 12},
                "geometry": {"type": "LineString", "coordinates": [[126.975, 37.3789], [126.97, 37.3789]]},
            },
        ],
    }
    source = read_folder(
        make_folder(
            {
                "layout/street.geojson": json.dumps(layout),
                "stores/list.csv": '이름,분류,주소,경도,위도\n커피집,카페,"계원대학로 14, 201호",126.9721,37.3791\n',
                "menus/menu.csv": '가게,구분,메뉴,가격\n커피집,커피,라테,"5,000원"\n',
                "menus/goods.csv": "store,name,price\n커피집,원두,12000\n",
                "lifts/lifts.csv": "건물명,건물층수\n계원프라자,5.0\n",
                "photos/커피집/front.jpg": b"",
            }
        )
    )
    assert source.notes == ()
    (store,) = source.stores
    assert (store.name, store.address.storeys) == ("커피집", (2,))
    assert [len(x) for x in (source.layout.buildings, source.layout.roads, source.menus, source.products)] == [1] * 4
    assert [(photo.store_id, photo.kind) for photo in source.photos] == [(store.store_id, "front")]
    assert [lift.building_name for lift in source.lifts] == ["계원프라자"]
    assert source.layout.roads[0].centreline[0].x < 0  # drawn from the east, numbered from the west


def test_an_empty_folder_says_that_it_is_empty(make_folder: MakeFolder) -> None:
    source = read_folder(make_folder({}))
    assert source.stores == ()
    assert [note.kind for note in source.notes] == [NoteKind.EMPTY_SOURCE]
    assert source.district.anchor == LonLat(126.9722, 37.3795)


def test_each_bad_file_is_a_note_and_the_good_one_is_read(make_folder: MakeFolder) -> None:
    source = read_folder(
        make_folder(
            {
                "stores/a.csv": "이름,주소\n가게,계원대학로 2\n".encode("utf-16"),
                "stores/b.csv": "무엇,어디\n1,2\n",
                "stores/c.csv": "이름,주소\n",
                "stores/d.csv": "이름,주소,분류\n좋은 가게,경기도 의왕시 계원대학로 14,카페\n",
                "stores/e.xlsx": b"PK",
                "stores/f.json": "{",
                "layout/g.geojson": "[]",
                "layout/h.osm": b"\x00\x01",
            }
        )
    )
    assert [store.name for store in source.stores] == ["좋은 가게"]
    assert [(note.kind, note.file) for note in source.notes] == [
        (NoteKind.EMPTY_SOURCE, "layout/g.geojson"),
        (NoteKind.EMPTY_SOURCE, "layout/h.osm"),
        (NoteKind.WRONG_ENCODING, "stores/a.csv"),
        (NoteKind.EMPTY_SOURCE, "stores/b.csv"),
        (NoteKind.EMPTY_SOURCE, "stores/c.csv"),
        (NoteKind.EMPTY_SOURCE, "stores/e.xlsx"),
        (NoteKind.EMPTY_SOURCE, "stores/f.json"),
    ]
    assert all(note.text and note.remedy for note in source.notes)


def test_a_store_without_road_address_or_point_is_kept_and_noted(make_folder: MakeFolder) -> None:
    source = read_folder(make_folder({"stores/a.csv": "이름,주소,분류\n가게,경기도 의왕시 내손동 746-2,카페\n"}))
    assert len(source.stores) == 1
    assert [(note.kind, note.row) for note in source.notes] == [(NoteKind.NO_POSITION, 2)]


def test_renaming_by_a_join_reaches_menus_and_photos(make_folder: MakeFolder) -> None:
    """The register's row comes first, the operator's id wins, and what speaks of either finds the store."""
    source = read_folder(
        make_folder(
            {
                "stores/a.csv": "사업장명,도로명전체주소,업태구분명\n커피집,경기도 의왕시 계원대학로 14,커피숍\n",
                "stores/b.csv": "id,name,address\ncoffee,커피집,경기도 의왕시 계원대학로 14\n",
                "menus/m.csv": "store,item,price\ncoffee,라테,5000\n",
                "photos/커피집/front.jpg": b"",
            }
        )
    )
    assert [store.store_id for store in source.stores] == ["coffee"]
    assert [menu.store_id for menu in source.menus] == ["coffee"]
    assert [photo.store_id for photo in source.photos] == ["coffee"]


def test_a_folder_without_district_toml_is_the_one_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"district\.toml"):
        read_folder(tmp_path)
