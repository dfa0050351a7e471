"""Korean addresses taken apart.

A road-name address is 지역 + 도로명 + 건물번호 + ", " + 상세주소 + " (법정동, 건물명)" (도로명주소법 시행령 제6조);
registers follow it loosely, and the older 지번 addresses name a lot instead of a road.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from district_builder.domain.layout import HouseNumber
from district_builder.domain.stores import Address
from district_builder.sources.text import clean
from district_builder.sources.units import storey_of_unit, take_rooms

LONGEST_ADDRESS = 400

AddressKey = tuple[str, str, int, int]

_ROAD = re.compile(
    r"(?<![\w.·])([가-힣A-Za-z0-9.·]*[가-힣]로\s+\d{1,4}번?[가나다라마바사아자차카타파하]?길"
    r"|[가-힣A-Za-z0-9.·]*[가-힣0-9](?:로|길))\s*(지하\s*)?(\d{1,5})(?:\s?-\s?(\d{1,4}))?"
    r"(?!\d|[가나다라마바사아자차카타파하]?길|번|가(?:\s|\d|$)|동|층|호|로|[A-Za-z])"
)
_LOT = re.compile(
    r"([가-힣]+\d*(?:동|리|가|읍|면|로))\s+(?:산\s*)?"
    r"(?:(?:\d+통\s*)?\d+통\s*\d+반|\d{1,4}\s*번지\s*\d{1,4}\s*호(?=\s|$|,|\()"
    r"|\d{1,4}(?:\s?-\s?\d{1,4})?(?:\s?[,.]\s?\d{1,2}(?!\d|층|호))*\s*(?:번지|(?<=-\d)호|(?<=-\d\d)호)?(?![\d호층통]))"
)
_DONG = re.compile(r"[가-힣]+\d*(?:동|리|읍|면|가)")
_WING = re.compile(
    r"(?<![가-힣\d])제?(?:[A-Za-z가나다라마바사아자차카타파하]|\d{1,4}|상가|본|별|신|구|주)동(?![가-힣])"
)
_NOISE = re.compile(r"외\s*\d*\s*필지|외\s*\d+\s*개?\s*호|(?:\d+통\s*)?\d+통\s*\d+반|^(?:주|유|사|합)$")
_NOT_IN_NAMES = re.compile(r"[\W_]+")
_INSIDE = re.compile(r"(?<=마트|화점|라자|상가|파트|빌딩|타워|센터|센타)\s?내$")
_NAMED_WING = re.compile(r"(?:상가|본|별|주|[가나다라])동")
_GLUED_REGION = re.compile(r"^[가-힣]+[시군구](?=[가-힣]{2,}\d*(?:동|리)$)")
_PLAIN_SIGNS = str.maketrans("（），∼～〜–—−", "(),~~~---")
_ODD_SIGN = re.compile("[（），∼～〜–—−]")
_DOTTED_LIST = re.compile(r"(?<=\d)\.(?=\d)")


@lru_cache(maxsize=100_000)  # the tenants of a building share its address
def parse_address(text: str) -> Address:
    """Take a Korean address apart: road, building number, storeys, units, building name and 법정동.

    Storeys are those that the text states; where it states none, those that the units imply (601 the sixth), and -1
    for a number on an underground street ("안양로 지하 301"). A 지번 address gives no road and no number. Text that is
    no address at all comes back with empty parts; nothing raises.
    """
    text = text[:LONGEST_ADDRESS]
    plain = clean(text.translate(_PLAIN_SIGNS) if _ODD_SIGN.search(text) else text)
    road = _ROAD.search(plain)
    if road:
        region, tail, dong = plain[: road.start()], plain[road.end() :], ""
    else:
        lot = _LOT.search(plain)
        region, tail = (plain[: lot.end(1)], plain[lot.end() :]) if lot else _bare_region(plain)
        dong = _dong_of_region(region)
    detail = _detail_of(tail, dong)
    storeys = detail.storeys or ((-1,) if road and road[2] else ())
    return Address(
        text=plain,
        road=_joined(road[1]) if road else "",
        number=HouseNumber(main=int(road[3]), sub=int(road[4] or 0)) if road else None,
        building_name=detail.building_name,
        storeys=storeys or implied_storeys(detail.units),
        units=detail.units,
        dong=detail.dong or _dong_of_region(region),
    )


class _Detail(NamedTuple):
    """What follows the number: 상세주소 and the bracket with 법정동 and building."""

    storeys: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    building_name: str = ""
    dong: str = ""


@lru_cache(maxsize=20_000)  # ", 2층 201호" ends thousands of addresses
def _detail_of(tail: str, dong: str) -> _Detail:
    """`dong` is what a 지번 address has already named."""
    if not tail:
        return _Detail(dong=dong)
    outside, inside = _split_brackets(tail)
    dong, inside = _take_dong(inside, dong)
    rooms = [take_rooms(_DOTTED_LIST.sub(",", piece)) for piece in (outside, *inside)]
    return _Detail(
        storeys=tuple(dict.fromkeys(storey for piece in rooms for storey in piece.storeys)),
        units=tuple(dict.fromkeys(unit for piece in rooms for unit in piece.units)),
        building_name=_building_name(tuple(piece.rest for piece in rooms), dong),
        dong=dong,
    )


def implied_storeys(units: tuple[str, ...]) -> tuple[int, ...]:
    """The storeys that unit numbers imply, in their order."""
    storeys = (storey_of_unit(unit) for unit in units)
    return tuple(dict.fromkeys(storey for storey in storeys if storey is not None))


def join_addresses(road: Address, lot: Address) -> Address:
    """A store's road-name address completed by what only its 지번 address says; the road-name address wins."""
    if not road.text:
        return lot
    if not (lot.building_name or lot.units or lot.storeys or (lot.dong and not road.dong)):
        return road
    units = road.units or (lot.units if not road.storeys or _agree(road.storeys, lot.units) else ())
    return Address(
        text=road.text,
        road=road.road,
        number=road.number,
        building_name=road.building_name or lot.building_name,
        storeys=road.storeys or lot.storeys,
        units=units,
        dong=road.dong or lot.dong,
    )


def region_of(address: Address) -> str:
    """The city or county that an address begins with ("경기도 의왕시" -> "의왕시"); "" when it names none."""
    return _region_of_text(address.text)


@lru_cache(maxsize=100_000)
def _region_of_text(text: str) -> str:
    for word in text.split(maxsplit=4)[:4]:
        if len(word) > 2 and word[-1] in "시군" and not word.endswith(("특별시", "광역시")):
            return word
        if word.endswith(("특별시", "광역시")) or word in {"서울", "부산", "대구", "인천", "광주", "대전", "울산"}:
            return word[:2]
    return ""


def address_key(address: Address) -> AddressKey | None:
    """Region, road and number: what two sources must share to speak of one building."""
    if not address.road or address.number is None:
        return None
    return region_of(address), address.road, address.number.main, address.number.sub


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """A name for comparing: compatibility forms folded, lower case, without blanks and punctuation."""
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFKC", name).casefold())


def _joined(road: str) -> str:
    """ "계원대학로 14번길" is the side road 계원대학로14번길."""
    return "".join(road.split())


def _agree(storeys: tuple[int, ...], units: tuple[str, ...]) -> bool:
    implied = implied_storeys(units)
    return not implied or set(implied) <= set(storeys)


def _split_brackets(tail: str) -> tuple[str, list[str]]:
    """The text outside brackets and what is in each; an unclosed one runs to the end, inner brackets are dropped."""
    outside, inside, depth = [], [], 0
    for character in tail:
        if character == "(":
            depth += 1
            if depth == 1:
                inside.append("")
                outside.append("|")
        elif character == ")":
            depth = max(depth - 1, 0)
        elif depth == 1:
            inside[-1] += character
        elif depth == 0:
            outside.append(character)
    return "".join(outside), inside


def _bare_region(text: str) -> tuple[str, str]:
    """ "경기도 의왕시 내손동" is all region; any other text is all detail."""
    words = text.split()
    is_region = len(words) > 1 and all(word[-1] in "도시군구동읍면리" for word in words)
    return (text, "") if is_region else ("", text)


def _take_dong(inside: list[str], dong: str) -> tuple[str, list[str]]:
    """The 법정동 is the first word of a bracket; what follows it there names the building."""
    pieces = []
    for piece in inside:
        first, _, rest = piece.partition(",")
        if _DONG.fullmatch(first.strip()) and not _NAMED_WING.fullmatch(first.strip()):
            dong = dong or first.strip()
            pieces.append(rest)
        else:
            pieces.append(piece)
    return dong, pieces


def _dong_of_region(region: str) -> str:
    last = _GLUED_REGION.sub("", region.split()[-1]) if region.split() else ""
    return last if _DONG.fullmatch(last) else ""


def _building_name(rests: tuple[str, ...], dong: str) -> str:
    """The first piece of text that no other rule took and that reads like a name."""
    for rest in rests:
        for part in re.split(r"[|,]", rest):
            words = _WING.sub(" ", _NOISE.sub(" ", part))
            name = " ".join(word for word in words.split() if word != dong).strip(" .-·/:;")
            name = _NOISE.sub("", _INSIDE.sub("", name)).strip()
            if len(name) >= 2 and re.search(r"[가-힣A-Za-z]", name):
                return name
    return ""
