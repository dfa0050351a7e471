"""The bundled district's tables as rows, and what an address of theirs says."""

import csv
import re

from assets import DEMO_SOURCE
from district_builder.domain.stores import TradingStatus

Row = dict[str, str]
ADDRESS = re.compile(
    r"경기도 의왕시 계원대학로 (\d+(?:-\d+)?), (지하)?(\d+)층 (B?\d{3})호 \(내손동(?:, ([가-힣A-Z]+))?\)"
)


def rows_of(path: str) -> list[Row]:
    with (DEMO_SOURCE / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def storey_of(store: Row) -> int:
    found = ADDRESS.fullmatch(store["address"])
    assert found, store["address"]
    return -int(found[3]) if found[2] else int(found[3])


def number_of(store: Row) -> str:
    found = ADDRESS.fullmatch(store["address"])
    assert found, store["address"]
    return found[1]


def is_trading(store: Row) -> bool:
    return TradingStatus(store["status"]) is not TradingStatus.CLOSED
