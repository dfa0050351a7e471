"""Storeys, heights, widths and building numbers as maps write them: "5", "5.0", "12 m", "28-3"."""

import re
from collections.abc import Mapping

from district_builder.domain.layout import HouseNumber
from district_builder.sources.text import read_number

HIGHEST_METRES = 900.0
WIDEST_METRES = 80.0

_METRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:m|meters?|metres?|미터)?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,5})(?:-(\d{1,4}))?(?:번지|번)?[A-Za-z]?")


def read_metres(text: str, *, most: float) -> float | None:
    """A length in metres above 0 and up to `most`; None for anything else, feet included."""
    found = _METRES.fullmatch(text.strip())
    metres = float(found[1]) if found else 0.0
    return metres if 0 < metres <= most else None


def read_storeys(text: str, *, most: int = 130) -> int | None:
    """A number of storeys, also "5.0" or "3;4" (the higher); None when there is none."""
    numbers = [read_number(part) for part in text.split(";")]
    whole = [round(number) for number in numbers if number is not None and 0 <= number <= most]
    return max(whole, default=None)


def read_house_number(text: str) -> HouseNumber | None:
    """ "28", "28-3" or the first of "28,30" as a building number."""
    found = _NUMBER.fullmatch(re.split(r"[,;]", text.strip())[0].strip())
    return HouseNumber(main=int(found[1]), sub=int(found[2] or 0)) if found and int(found[1]) else None


def first_of(facts: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first filled value under any of the names."""
    return next((value for name in names if (value := facts.get(name, ""))), "")
