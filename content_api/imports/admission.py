"""What of a source can be kept. What cannot becomes a note with a remedy, and the rest goes on."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from content_api.text import tidy
from district_builder.domain.districts import DistrictSource
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import Menu, MenuItem, Product, Store, StoreId

STORE_ID = re.compile(r"[\w.:~-]{1,200}")  # one segment of an address
DEAREST_WON = 10_000_000_000

T = TypeVar("T")


class _OfStore(Protocol):
    @property
    def store_id(self) -> StoreId: ...


_Of = TypeVar("_Of", bound=_OfStore)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A source that the database can hold, and what had to be left out. Each store has at most one menu."""

    source: DistrictSource
    notes: tuple[BuildNote, ...]


def tidied(value: T) -> T:
    """The same domain value with all its text in NFC and without characters that a database refuses."""
    return cast(T, _tidied(value))


def _tidied(value: Any) -> Any:
    if type(value) is str:
        return tidy(value)
    if type(value) is tuple:  # points are named tuples of numbers
        return tuple(_tidied(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _tidied(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def admit(source: DistrictSource, *, foreign: Mapping[StoreId, str]) -> Admitted:
    """Leave out what would break a rule of the database.

    Args:
        foreign: Store ids that another district holds already, with that district's slug.
    """
    notes: list[BuildNote] = []
    stores = _admit_stores(source.stores, foreign, notes)
    known = {store.store_id for store in stores}
    menus = _one_menu_a_store(_of_known(source.menus, known, "메뉴판", NoteKind.MENU_WITHOUT_STORE, notes))
    products = _of_known(source.products, known, "상품", NoteKind.MENU_WITHOUT_STORE, notes)
    photos = _of_known(source.photos, known, "사진", NoteKind.PHOTO_WITHOUT_STORE, notes)
    return Admitted(
        source=dataclasses.replace(
            source,
            stores=tuple(stores),
            menus=tuple(_priced_menu(menu, notes) for menu in menus),
            products=tuple(_priced_product(product, notes) for product in products),
            photos=tuple(photos),
        ),
        notes=tuple(notes),
    )


def _admit_stores(stores: Sequence[Store], foreign: Mapping[StoreId, str], notes: list[BuildNote]) -> Sequence[Store]:
    kept: dict[StoreId, Store] = {}
    for store in stores:
        if not STORE_ID.fullmatch(store.store_id):
            text = f"가게 번호 ‘{store.store_id[:50]}’에 주소로 쓸 수 없는 글자가 있습니다."
            remedy = "글자, 숫자와 . : ~ _ - 만으로 바꿔 주세요."
        elif store.store_id in kept:
            text = f"‘{store.store_id}’ 번호를 쓰는 가게가 둘입니다. 앞의 가게만 넣었습니다."
            remedy = "가게마다 다른 번호를 주세요."
        elif store.store_id in foreign:
            text = f"‘{store.store_id}’ 번호는 이미 ‘{foreign[store.store_id]}’ 동네의 가게가 쓰고 있습니다."
            remedy = "번호를 바꾸거나 그 동네의 목록에서 먼저 빼 주세요."
        else:
            kept[store.store_id] = store
            continue
        notes.append(
            BuildNote(
                kind=NoteKind.DUPLICATE_STORE if store.store_id in kept | dict(foreign) else NoteKind.UNREADABLE_ROW,
                severity=Severity.PROBLEM,
                text=text,
                remedy=remedy,
                subject=store.store_id,
                file=store.origin.file,
                row=store.origin.row,
            )
        )
    return list(kept.values())


def _of_known(
    values: Sequence[_Of], known: set[StoreId], what: str, kind: NoteKind, notes: list[BuildNote]
) -> list[_Of]:
    strays = sorted({value.store_id for value in values if value.store_id not in known})
    notes.extend(
        BuildNote(
            kind=kind,
            severity=Severity.PROBLEM,
            text=f"{what}에 적힌 ‘{store_id}’ 가게가 목록에 없습니다.",
            remedy="가게 번호를 확인해 주세요.",
            subject=store_id,
        )
        for store_id in strays
    )
    return [value for value in values if value.store_id in known]


def _one_menu_a_store(menus: Sequence[Menu]) -> list[Menu]:
    joined: dict[StoreId, Menu] = {}
    for menu in menus:
        before = joined.get(menu.store_id)
        joined[menu.store_id] = (
            menu if before is None else dataclasses.replace(before, sections=before.sections + menu.sections)
        )
    return list(joined.values())


def _priced_menu(menu: Menu, notes: list[BuildNote]) -> Menu:
    sections = tuple(
        dataclasses.replace(section, items=tuple(_priced_item(item, menu, notes) for item in section.items))
        for section in menu.sections
    )
    return dataclasses.replace(menu, sections=sections)


def _priced_item(item: MenuItem, menu: Menu, notes: list[BuildNote]) -> MenuItem:
    if item.price_won is None or 0 <= item.price_won <= DEAREST_WON:
        return item
    notes.append(_bad_price(item.name, item.price_won, subject=menu.store_id, file="", row=None))
    return dataclasses.replace(item, price_won=None)


def _priced_product(product: Product, notes: list[BuildNote]) -> Product:
    if product.price_won is None or 0 <= product.price_won <= DEAREST_WON:
        return product
    origin = product.origin
    notes.append(
        _bad_price(product.name, product.price_won, subject=product.store_id, file=origin.file, row=origin.row)
    )
    return dataclasses.replace(product, price_won=None)


def _bad_price(name: str, price_won: int, *, subject: StoreId, file: str, row: int | None) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PRICE,
        severity=Severity.PROBLEM,
        text=f"‘{name}’의 값 {price_won:,}원은 쓸 수 없어 비워 두었습니다.",
        remedy="0원에서 100억 원 사이로 고쳐 주세요.",
        subject=subject,
        file=file,
        row=row,
    )
