"""How facts read in Korean."""

import re
from datetime import date

from content_api.pages.structured import RESTAURANTS
from content_api.stores.schemas import PlacementAnswer, StoreAnswer
from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.places import PlacementKind
from district_builder.domain.stores import TradingStatus

SIDES = {"left": "왼쪽", "right": "오른쪽"}
STATUSES = {TradingStatus.CLOSED: "폐업", TradingStatus.SUSPENDED: "휴업"}
DAYS_TO_DOUBT = 180
BETWEEN_HOURS = re.compile(r",\s*(?![^()]*\))|\n+")  # a comma within brackets belongs to its remark
UNIT_NUMBER = re.compile(r"[A-Za-z]?[0-9]+(-[0-9]+)?")


def won(price_won: int | None) -> str:
    """6500 -> "6,500원"; without a price the customer asks."""
    return "가격 문의" if price_won is None else f"{price_won:,}원"


def storey(number: int) -> str:
    """2 -> "2층", -1 -> "지하 1층"."""
    return f"{number}층" if number > 0 else f"지하 {-number}층"


def place(placement: PlacementAnswer) -> str:
    """Where to look when walking up the street: "왼쪽 · 120 m · 2층"."""
    return f"{SIDES[placement.side]} · {placement.along_street_metres:.0f} m · {storey(placement.storey)}"


def way_in(placement: PlacementAnswer) -> str:
    """How to reach a store that one cannot simply walk into, else empty."""
    return {
        PlacementKind.STREET_FRONT: "",
        PlacementKind.UPPER: "건물 출입구로 들어가 올라가세요.",
        PlacementKind.BASEMENT: "건물 출입구에서 아래로 내려가세요.",
        PlacementKind.INSIDE: "건물 안쪽에 있습니다.",
    }[placement.kind]


def unit(text: str) -> str:
    """ "201" -> "201호", "B101" -> "B101호"; anything else as it is."""
    return f"{text}호" if UNIT_NUMBER.fullmatch(text) else text


def kind(category: Category) -> str:
    """What a store is, where stores of all kinds stand in one list."""
    return "그 밖의 가게" if category is Category.OTHER else KOREAN_LABELS[category]


def menu_title(category: Category) -> str:
    """ "메뉴" where people eat and drink, "가격표" everywhere else."""
    return "메뉴" if category in RESTAURANTS else "가격표"


def status(store: StoreAnswer) -> str:
    """ "폐업", "휴업", or empty for a store that trades as far as anybody knows."""
    return STATUSES.get(store.status, "")


def day(value: date) -> str:
    return f"{value.year}년 {value.month}월 {value.day}일"


def age(confirmed_on: date | None, *, today: date) -> str:
    """How old the facts are, in a sentence."""
    if confirmed_on is None:
        return "언제 확인한 정보인지 알 수 없습니다. 가기 전에 확인해 주세요."
    days = (today - confirmed_on).days
    ago = "오늘" if days <= 0 else "어제" if days == 1 else f"{days}일 전" if days < 60 else _months(days)
    warning = " 그사이 달라졌을 수 있습니다." if days > DAYS_TO_DOUBT else ""
    return f"{day(confirmed_on)}({ago})에 확인한 정보입니다.{warning}"


def _months(days: int) -> str:
    return f"{days // 30}개월 전" if days < 365 else f"{days // 365}년 전"


def hours(text: str) -> list[str]:
    """ "평일 09:00–20:30, 일요일 휴무" as a line each."""
    return [line.strip() for line in BETWEEN_HOURS.split(text) if line.strip()]


def dialled(phone: str) -> str:
    """The digits that a telephone dials, without what people write between them."""
    return "".join(each for each in phone if each in "+0123456789")
