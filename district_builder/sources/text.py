"""Text and numbers as operators' files carry them: trailing blanks, floats for codes, 오전 6,500원."""

import math
import re
import unicodedata
from datetime import date

NAME_LIMIT = 140
LINE_LIMIT = 500
DESCRIPTION_LIMIT = 2_000
DEAREST_WON = 100_000_000

_BLANKS = re.compile(r"\s+")
_DATE = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})")
_WON = re.compile(r"(?:₩|￦|KRW)?\s*(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.0+)?\s*(?:원|won|KRW)?", re.IGNORECASE)
_MAN_WON = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)\s*만\s*(?:(\d)\s*천)?\s*(\d,\d{3}|\d{1,4})?\s*원?")
_UNPRICED = frozenset({"", "-", "시가", "싯가", "변동", "문의", "가격문의", "별도문의", "매장문의"})
_YES = frozenset({"1", "1.0", "true", "yes", "y", "o", "○", "예", "네", "대표", "예시"})
_UNSAID = frozenset({"null", "NULL", "None", "NaN", "nan", "(null)", "#N/A", "N/A"})


def clean(text: str) -> str:
    """One line of NFC text: control and bidirectional characters dropped, blanks collapsed.

    "null", "NaN" and their like count as nothing, because exports write them into empty cells.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(_printable(character) for character in text)
    if "  " in text or "\xa0" in text or "\u3000" in text:
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    return "" if text in _UNSAID else text


def is_plain(text: str) -> bool:
    """Whether a text is NFC and free of control characters but line ends, so that clean_plain does for its cells."""
    on_one_line = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return on_one_line.isprintable() and unicodedata.is_normalized("NFC", text)


def clean_plain(text: str) -> str:
    """What clean does, for a piece of a text that is_plain."""
    text = text.strip()
    if "  " in text or "\n" in text or "\r" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    return "" if text in _UNSAID else text


def _printable(character: str) -> str:
    """Zero-width joiners hold emoji together and stay; line ends become blanks; Cc, Cf, Cs, Co and Cn go."""
    if character.isspace():
        return " "
    if character == "\u200d" or character.isprintable():
        return character
    return ""


def read_number(text: str) -> float | None:
    """A finite decimal number, thousands commas allowed; None when the text is anything else."""
    plain = text.strip().replace(",", "")
    if not plain or not plain.isascii() or "_" in plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_count(text: str, *, most: int = 1_000_000) -> int | None:
    """A whole number from 0 to `most`, also when an export made a float of it ("1046.0")."""
    number = read_number(text)
    if number is None or number != int(number) or not 0 <= number <= most:
        return None
    return int(number)


def is_yes(text: str) -> bool:
    """Whether a cell that marks a row is marked; in a column 대표 or 예시 the column's own name is a mark too."""
    return text.lower() in _YES


def read_code(text: str) -> str:
    """A register's code: "1046.0" is the code 1046 that a spreadsheet took for a number."""
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def read_date(text: str) -> date | None:
    """A day written as 2022-05-06, 2022.5.6, 20220506 or 2022-05-06 23:59:59; None when there is none."""
    found = _DATE.match(text) if text else None
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


class UnreadablePriceError(ValueError):
    """The text is neither a price nor a way to say that there is none."""


def read_won(text: str) -> int | None:
    """A price in won: "6,500원", "6500", "6500.0", "1만 5천원"; None for 시가, 문의 and nothing.

    Raises:
        UnreadablePriceError: the text is something else, or no sane price.
    """
    plain = text.strip()
    if plain.replace(" ", "") in _UNPRICED:
        return None
    if found := _WON.fullmatch(plain):
        won = int(found[1].replace(",", ""))
    elif found := _MAN_WON.fullmatch(plain):
        rest = int(found[3].replace(",", "")) if found[3] else 0
        won = round(float(found[1]) * 10_000) + int(found[2] or 0) * 1_000 + rest
    else:
        raise UnreadablePriceError(text)
    if won > DEAREST_WON:
        raise UnreadablePriceError(text)
    return won
