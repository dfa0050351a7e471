"""A store as one row gives it, before rows are compared with each other."""

import hashlib
import re
from dataclasses import dataclass, replace
from enum import IntEnum

from district_builder.domain.frames import LonLat
from district_builder.domain.stores import Store, StoreId, TradingStatus
from district_builder.sources.address import plain_name

_OWN_ID = re.compile(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣._-]{0,63}")

_OPEN = frozenset({"영업/정상", "영업", "정상", "영업중", "신규등록", "open", "재개업"})
_SUSPENDED = frozenset({"휴업", "휴업중", "일시휴업", "suspended"})
_CLOSED = frozenset(
    {
        "폐업",
        "폐업처리",
        "취소/말소/만료/정지/중지",
        "취소",
        "말소",
        "직권말소",
        "만료",
        "제외/삭제/전출",
        "삭제",
        "closed",
    }
)


class IdSource(IntEnum):
    """What a store's id was made from, the most lasting first."""

    OWN = 0
    REGISTER = 1
    NAME_AND_ADDRESS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreReading:
    """`place` is what the row says of the point. Rows of one `group` had their coordinates made together.

    `number` is what the list calls the store where that is not its id: a register's number, or an id that cannot serve.
    `is_reprojected` says that we ourselves made `place` from metres, so that no wrong conversion can be in it.
    """

    store: Store
    place: LonLat | None
    group: str
    id_source: IdSource
    number: str = ""
    is_reprojected: bool = False

    def at(self, place: LonLat | None) -> "StoreReading":
        return replace(self, place=place)

    def reprojected(self) -> "StoreReading":
        """The same reading in the group of those whose point we made from metres ourselves."""
        return replace(self, group=f"{self.group}#metres", is_reprojected=True)


def read_status(words: str, *, closed_on: str = "") -> TradingStatus:
    """A register's 영업상태 as ours; a closing day closes a store whose status is not said."""
    plain = words.replace(" ", "").lower()
    if plain in _OPEN:
        return TradingStatus.OPEN
    if plain in _SUSPENDED:
        return TradingStatus.SUSPENDED
    if plain in _CLOSED or closed_on:
        return TradingStatus.CLOSED
    return TradingStatus.UNSTATED


def is_own_id(text: str) -> bool:
    """Whether an operator's id can serve in addresses and folder names: 64 letters, digits and . _ - at most."""
    return _OWN_ID.fullmatch(text) is not None


def id_from_key(register: str, key: str) -> StoreId:
    """A short id that stays the same as long as the register keeps its key."""
    return _short_id(f"key\n{register}\n{key}")


def id_from_name(name: str, branch: str, where: str) -> StoreId:
    """A short id that stays the same as long as name and address (or, without one, the point) do."""
    return _short_id(f"name\n{plain_name(name + branch)}\n{plain_name(where)}")


def _short_id(text: str) -> StoreId:
    return "s" + hashlib.sha256(text.encode()).hexdigest()[:12]
