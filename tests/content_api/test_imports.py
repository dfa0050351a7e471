"""From a source into the database and back."""

import dataclasses
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from content_api.database import reading, writing
from content_api.errors import ContentError
from content_api.imports import store_source
from content_api.stores.tables import StoreRow
from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import SourceError
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import Menu, MenuItem, MenuSection, Product
from tests.content_api.importer import Importer, without_pictures
from tests.content_api.invented import store


def test_what_comes_back_is_what_was_stored(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    assert without_pictures(importer.load()) == without_pictures(source)


def test_pictures_come_back_with_the_same_bytes(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    back = importer.load()
    assert back.photos[0].path.read_bytes() == source.photos[0].path.read_bytes()
    bread = Path(back.menus[0].sections[0].items[0].picture)
    assert bread.read_bytes() == (importer.folder / "bread.png").read_bytes()
    assert bread.parent == importer.media.resolve()


def test_what_came_back_can_be_stored_again_without_a_change(
    importer: Importer, source: DistrictSource, engine: Engine
) -> None:
    importer.store(source)
    before, versions = importer.load(), importer.versions()
    with writing(engine) as session:
        summary = store_source(session, before, media=importer.media)
    assert not summary.is_changed
    assert importer.load() == before
    assert importer.versions() == versions


def test_the_same_source_again_changes_no_version(importer: Importer, source: DistrictSource) -> None:
    assert importer.store(source).stores.added == 4
    before = importer.versions()
    summary = importer.store(source)
    assert (summary.is_changed, summary.stores.unchanged, summary.menus_changed) == (False, 4, 0)
    assert importer.versions() == before


def test_only_the_store_that_changed_goes_up(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    before = importer.versions()
    stores = list(source.stores)
    stores[1] = dataclasses.replace(stores[1], phone="031-000-9999")
    summary = importer.store(dataclasses.replace(source, stores=tuple(stores)))
    assert (summary.stores.changed, summary.stores.unchanged) == (1, 3)
    assert importer.versions() == before | {"hair": 2, "neutinamu": 2}


def test_another_order_is_kept_but_is_no_change_of_a_store(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    before = importer.versions()
    turned = dataclasses.replace(source, stores=source.stores[::-1])
    assert importer.store(turned).stores.unchanged == 4
    assert importer.load().stores == turned.stores
    assert importer.versions() == before


def test_a_new_price_raises_the_menu_and_not_the_store(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    before = importer.versions()
    sections = source.menus[0].sections
    dearer = MenuSection(name="음료", items=(MenuItem(name="아메리카노", price_won=5000),))
    menu = dataclasses.replace(source.menus[0], sections=(sections[0], dearer))
    importer.store(dataclasses.replace(source, menus=(menu,)))
    assert importer.versions() == before | {"menu of bread": 2, "neutinamu": 2}
    assert importer.load().menus[0].sections[1] == dearer


def test_a_store_that_left_the_source_is_marked_and_may_come_back(
    importer: Importer, source: DistrictSource, engine: Engine
) -> None:
    importer.store(source)
    fewer = dataclasses.replace(source, stores=source.stores[1:], menus=(), products=(), photos=())
    assert importer.store(fewer).stores.gone == 1
    with reading(engine) as session:
        assert session.get_one(StoreRow, "bread").gone_at is not None
        assert session.execute(select(func.count()).select_from(StoreRow)).scalar_one() == 4
    assert importer.load().stores == source.stores[1:]
    again = importer.store(source)
    assert (again.stores.changed, again.menus_changed) == (1, 1)
    assert importer.versions()["bread"] == 3
    assert without_pictures(importer.load()) == without_pictures(source)


def test_a_front_photo_ends_the_illustration(importer: Importer, source: DistrictSource, engine: Engine) -> None:
    importer.store(source)
    with reading(engine) as session:
        rows = session.execute(select(StoreRow.store_id, StoreRow.is_illustration)).all()
    assert dict(rows) == {"bread": False, "hair": True, "karaoke": True, "closed": True}


def test_a_failure_on_the_way_leaves_nothing(importer: Importer, source: DistrictSource, engine: Engine) -> None:
    def import_until_power_cut() -> None:
        with writing(engine) as session:
            store_source(session, source, media=importer.media, folder=importer.folder)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        import_until_power_cut()
    with pytest.raises(ContentError, match="neutinamu"):
        importer.load()


def test_a_slug_that_is_no_address_is_refused_with_the_file_and_the_remedy(
    importer: Importer, source: DistrictSource
) -> None:
    bad = dataclasses.replace(source, district=dataclasses.replace(source.district, slug="../골목"))
    with pytest.raises(SourceError, match=r"^district\.toml: .*영어 소문자"):
        importer.store(bad)


def test_what_names_no_store_becomes_a_note_and_the_rest_goes_on(importer: Importer, source: DistrictSource) -> None:
    stray = Menu(store_id="nobody", sections=())
    lost = dataclasses.replace(source.photos[0], store_id="ghost")
    summary = importer.store(dataclasses.replace(source, menus=(*source.menus, stray), photos=(*source.photos, lost)))
    assert [(note.kind, note.subject) for note in summary.notes] == [
        (NoteKind.MENU_WITHOUT_STORE, "nobody"),
        (NoteKind.PHOTO_WITHOUT_STORE, "ghost"),
    ]
    assert without_pictures(importer.load()) == without_pictures(source)


def test_two_stores_of_one_id_are_one_store_and_a_note(importer: Importer, source: DistrictSource) -> None:
    twin = dataclasses.replace(source.stores[0], name="다른 빵집", origin=Origin(file="more.csv", row=9))
    summary = importer.store(dataclasses.replace(source, stores=(*source.stores, twin)))
    assert [str(note) for note in summary.notes] == [
        "more.csv:9: ‘bread’ 번호를 쓰는 가게가 둘입니다. 앞의 가게만 넣었습니다. 가게마다 다른 번호를 주세요."
    ]
    assert importer.load().stores == source.stores


def test_an_id_of_another_district_is_not_taken_over(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    other = dataclasses.replace(
        source,
        district=dataclasses.replace(source.district, slug="other"),
        stores=(source.stores[1], store("new", "새 가게")),
        menus=(),
        products=(),
        photos=(),
    )
    summary = importer.store(other)
    assert [note.kind for note in summary.notes] == [NoteKind.DUPLICATE_STORE]
    assert [each.store_id for each in importer.load("other").stores] == ["new"]
    assert importer.versions()["hair"] == 1


@pytest.mark.parametrize("store_id", ["a/b", "", "a b", "../x", "x" * 201, "a?b", "a\x00b"])
def test_an_id_that_is_no_address_is_left_out_with_a_note(
    importer: Importer, source: DistrictSource, store_id: str
) -> None:
    odd = store(store_id, "이상한 가게")
    summary = importer.store(dataclasses.replace(source, stores=(*source.stores, odd)))
    if store_id == "a\x00b":  # a control character is dropped, and what is left is a fine id
        assert summary.stores.added == 5
    else:
        assert [note.kind for note in summary.notes] == [NoteKind.UNREADABLE_ROW]
        assert importer.load().stores == source.stores


@pytest.mark.parametrize("price_won", [-1, 10_000_000_001, 1 << 80])
def test_a_price_that_nobody_asks_is_left_out_with_a_note(
    importer: Importer, source: DistrictSource, price_won: int
) -> None:
    section = MenuSection(name="", items=(MenuItem(name="금가루 라면", price_won=price_won),))
    jam = Product(store_id="hair", name="샴푸", price_won=price_won)
    summary = importer.store(
        dataclasses.replace(source, menus=(Menu(store_id="hair", sections=(section,)),), products=(jam,))
    )
    assert [note.kind for note in summary.notes] == [NoteKind.BAD_PRICE] * 2
    assert importer.load().menus[0].sections[0].items[0].price_won is None
    assert importer.load().products[0].price_won is None


def test_two_menus_of_one_store_become_one(importer: Importer, source: DistrictSource) -> None:
    drinks = Menu(store_id="bread", sections=(MenuSection(name="계절", items=()),))
    importer.store(dataclasses.replace(source, menus=(*source.menus, drinks)))
    assert [section.name for section in importer.load().menus[0].sections] == ["빵", "음료", "계절"]


def test_text_is_kept_in_one_unicode_form(importer: Importer, source: DistrictSource) -> None:
    apart = unicodedata.normalize("NFD", "달빛국수")
    renamed = dataclasses.replace(source.stores[0], name=apart, description="한 줄\x00\n두 줄\ud800")
    importer.store(dataclasses.replace(source, stores=(renamed, *source.stores[1:])))
    back = importer.load().stores[0]
    assert (back.name, back.description) == ("달빛국수", "한 줄\n두 줄")
