"""What a store's panel says, in the words of the screen."""

import re
from dataclasses import dataclass
from enum import Enum

from district_builder.domain.stores import MenuItem, Product, TradingStatus
from viewer.core.store_facts import StoreFacts

_NUMBERED_UNIT = re.compile(r"[A-Za-z]?\d+(-\d+)?")


class Tone(Enum):
    """How loud a badge is."""

    CALM = "calm"
    NOTICE = "notice"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFact:
    """A labelled line, e.g. 영업시간."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelItem:
    """Something with a price; `picture` names one of the panel's pictures, "" for none."""

    name: str
    price: str
    note: str = ""
    picture: str = ""
    is_signature: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSection:
    title: str
    items: tuple[PanelItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelContent:
    """All words of a panel, from top to bottom."""

    title: str
    subtitle: str
    badges: tuple[Badge, ...]
    facts: tuple[PanelFact, ...]
    sections: tuple[PanelSection, ...]
    footnote: str


def panel_content(store: StoreFacts) -> PanelContent:
    """Put a store's facts into words; nothing that is unknown is claimed."""
    place = " ".join(part for part in (store.building_name, storey_text(store.storey, store.unit)) if part)
    labelled = (
        ("영업시간", store.hours_text),
        ("주소", store.address_text),
        ("전화", store.phone),
        ("소개", store.description),
    )
    sections = [
        PanelSection(title=section.name or "메뉴", items=tuple(_menu_item(item, store) for item in section.items))
        for section in store.menu
        if section.items
    ]
    if store.products:
        sections.append(PanelSection(title="상품", items=tuple(_product(product) for product in store.products)))
    return PanelContent(
        title=store.name,
        subtitle=" · ".join(part for part in (store.category_label, place) if part),
        badges=_badges(store),
        facts=tuple(PanelFact(label=label, text=text) for label, text in labelled if text),
        sections=tuple(sections),
        footnote=_footnote(store),
    )


def storey_text(storey: int | None, unit: str) -> str:
    """ "2층 201호", "지하 1층"; a unit is said as the source writes it, with 호 where it is a bare number."""
    parts = [] if storey is None else [f"지하 {-storey}층" if storey < 0 else f"{storey}층"]
    if unit:
        parts.append(f"{unit}호" if _NUMBERED_UNIT.fullmatch(unit) else unit)
    return " ".join(parts)


def price_text(price_won: int | None) -> str:
    """ "6,500원"; a price that the source does not give is to be asked for."""
    return "가격 문의" if price_won is None else f"{price_won:,}원"


def _menu_item(item: MenuItem, store: StoreFacts) -> PanelItem:
    return PanelItem(
        name=item.name,
        price=price_text(item.price_won),
        note=item.description,
        picture=item.picture if item.picture in store.pictures else "",
        is_signature=item.is_signature,
    )


def _product(product: Product) -> PanelItem:
    seen = f"{product.seen_on.year}년 {product.seen_on.month}월 {product.seen_on.day}일 조사" if product.seen_on else ""
    note = " · ".join(part for part in (product.maker, seen) if part)
    return PanelItem(name=product.name, price=price_text(product.price_won), note=note)


def _badges(store: StoreFacts) -> tuple[Badge, ...]:
    badges = []
    if store.status is TradingStatus.CLOSED:
        badges.append(Badge(text="폐업", tone=Tone.ALARM))
    elif store.status is TradingStatus.SUSPENDED:
        badges.append(Badge(text="휴업 중", tone=Tone.ALARM))
    if store.is_example:
        badges.append(Badge(text="예시 가게", tone=Tone.NOTICE))
    if store.is_illustration:
        badges.append(Badge(text="겉모습은 상상도", tone=Tone.CALM))
    return tuple(badges)


def _footnote(store: StoreFacts) -> str:
    if store.is_example:
        return "둘러보기용으로 만든 예시 가게입니다."
    if store.confirmed_on:
        day = store.confirmed_on
        return f"{day.year}년 {day.month}월 {day.day}일에 확인한 정보입니다."
    return "공개 자료의 정보입니다. 방문 전에 확인해 주세요."
