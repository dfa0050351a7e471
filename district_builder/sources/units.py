"""Storeys and units inside the tail of a Korean address: "2층 201호", "601,602호", "지하1층", "지층 1호"."""

import re
from dataclasses import dataclass
from functools import lru_cache

HIGHEST_STOREY = 123
DEEPEST_STOREY = -12
MOST_UNITS = 40

_WING_LETTERS = "A-Za-z가나다라마바사아자차카타파하"
_BASEMENT = r"(?:지하|(?<![A-Za-z\d])[Bb])"
_STOREY_BELOW = re.compile(rf"{_BASEMENT}\s*제?(\d{{1,2}})(?:\s*[,~\-·]\s*{_BASEMENT}?\s*(\d{{1,2}}))?\s*층+")
_STOREY_BELOW_BARE = re.compile(
    r"(?<![A-Za-z\d가-힣])B(\d)(?![\dA-Za-z가-힣\-])|(?<![가-힣])지하\s?(\d)(?![\d호\-]|\s*호)"
)
_STOREY_BASEMENT = re.compile(r"지하층|반지하(?:층)?|지층(?:동(?=\s|$))?|(?<![가-힣])지하(?=\s*(?:$|[,)]))")
_STOREY_GROUND = re.compile(r"(?<![A-Za-z])[Gg]층|(?<![A-Za-z])[Gg]\s*/?\s*[Ff](?![A-Za-z])")
_STOREY_ABOVE = re.compile(r"(?:지상\s*)?제?(?<!\d)(\d{1,3})\s*층?((?:\s*[,~·\-]\s*\d{1,3}\s*층?)*)(?<=층)층*")
_STOREY_ENGLISH = re.compile(r"(?<![A-Za-z\d])(\d{1,2})\s*[Ff](?![A-Za-z\d])")
_ROOF = re.compile(r"옥탑층?|옥상층?|전층|일부(?=\s|,|$|\))|전체(?=\s|,|$|\))")

_ONE_UNIT = rf"(?:지하?\s*)?(?:제\s*)?(?:[{_WING_LETTERS}]{{1,2}}-?)?\d{{1,4}}(?:-\d{{1,4}})?"
_UNITS = re.compile(
    rf"(?:(?<![A-Za-z\d가-힣])|(?<=층))(?:{_ONE_UNIT}(?:\s*호)?\s*[,~·]\s*)*{_ONE_UNIT}\s*호(?:실)?(?!선|점|텔)"
)
_UNITS_BARE = re.compile(r"(?<![\w\-])[A-Za-z]?\d{3,4}(?:\s*[,~]\s*[A-Za-z]?\d{3,4})*(?=\s*(?:$|,|\)))")
_UNIT = re.compile(rf"(지하?)?\s*제?\s*([{_WING_LETTERS}]{{0,2}}-?)(\d{{1,4}})(-\d{{1,4}})?\s*호?\s*([,~·]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Storeys and units of one piece of text; `rest` is what is left of it, with a bar where something was taken."""

    storeys: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    rest: str = ""


def storey_of_unit(unit: str) -> int | None:
    """The storey that a unit's number implies: "601" the sixth, "1203" the twelfth, "B102" the first below.

    Numbers of one or two digits are a plaza's own count and imply nothing, unless a B says basement.
    """
    found = re.fullmatch(rf"([{_WING_LETTERS}]*)-?(\d+)(?:-\d+)?", unit)
    if not found:
        return None
    prefix, digits = found[1].upper(), found[2]
    stated = int(digits[:-2]) if len(digits) in (3, 4) else 0
    if prefix.startswith("B"):
        return max(-max(stated, 1), DEEPEST_STOREY)
    return stated if 0 < stated <= HIGHEST_STOREY else None


@lru_cache(maxsize=20_000)  # ", 2층" and ", 201호" end thousands of addresses
def take_rooms(text: str) -> Rooms:
    """Take the storeys and units out of a piece of address text. Storeys that only units imply are not added here."""
    storeys: list[int] = []
    units: list[str] = []

    def below(found: re.Match[str]) -> str:
        numbers = [int(group) for group in found.groups() if group]
        storeys.extend(-number for number in _span(numbers[0], numbers[-1], most=-DEEPEST_STOREY) if number)
        return "|"

    def basement(_: re.Match[str]) -> str:
        storeys.append(-1)
        return "|"

    def ground(_: re.Match[str]) -> str:
        storeys.append(1)
        return "|"

    def above(found: re.Match[str]) -> str:
        words = found[0].replace("지상", "").replace("제", "")
        if len(re.findall(r"\d+", words)) > 1 and any(int(n) > HIGHEST_STOREY for n in re.findall(r"\d+", words)):
            *rooms, last = re.split(r"\s*[,~·\-]\s*", words)
            units.extend(re.sub(r"\D", "", room) for room in rooms)
            words = last
        storeys.extend(_listed_storeys(words))
        return "|"

    def rooms(found: re.Match[str]) -> str:
        units.extend(_listed_units(found[0]))
        return "|"

    rest = _ROOF.sub("|", text)
    rest = _STOREY_BELOW.sub(below, rest)
    rest = _STOREY_BASEMENT.sub(basement, rest)
    rest = _UNITS.sub(rooms, rest)
    rest = _STOREY_GROUND.sub(ground, rest)
    rest = _STOREY_ABOVE.sub(above, rest)
    rest = _STOREY_ENGLISH.sub(above, rest)
    rest = _STOREY_BELOW_BARE.sub(below, rest)
    rest = _UNITS_BARE.sub(rooms, rest)
    return Rooms(storeys=tuple(dict.fromkeys(storeys)), units=tuple(dict.fromkeys(units))[:MOST_UNITS], rest=rest)


def _listed_storeys(words: str) -> list[int]:
    """ "2-4층" is 2, 3 and 4; "1,2층" is 1 and 2."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    listed = _span(numbers[0], numbers[-1], most=HIGHEST_STOREY) if re.search(r"[~\-]", words) else numbers
    return [number for number in listed if 0 < number <= HIGHEST_STOREY]


def _span(first: int, last: int, *, most: int) -> list[int]:
    if first <= last <= most:
        return list(range(first, last + 1))
    return [number for number in dict.fromkeys((first, last)) if number <= most]


def _listed_units(words: str) -> list[str]:
    """ "303~304호" is 303 and 304; "G109,110호" is G109 and G110; 지하 becomes B."""
    listed: list[str] = []
    prefix, joint = "", ""
    for found in _UNIT.finditer(words):
        own = "B" if found[1] and not found[2] else found[2].rstrip("-") if len(found[2]) > 1 else found[2]
        prefix = own or (prefix if joint else "")
        number, sub = found[3], found[4] or ""
        if joint == "~" and listed and listed[-1][len(prefix) :].isdigit():
            first, last = int(listed[-1][len(prefix) :]), int(number)
            if 0 < last - first < MOST_UNITS:
                listed.extend(f"{prefix}{room:0{len(number)}d}" for room in range(first + 1, last))
        listed.append(f"{prefix}{number}{sub}")
        joint = found[5]
    return listed
