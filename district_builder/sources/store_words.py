"""What each row of a store table says, in our words and cut to size."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_on
from district_builder.domain.stores import Store
from district_builder.sources.dialects import Columns
from district_builder.sources.tables import Row
from district_builder.sources.text import DESCRIPTION_LIMIT, LINE_LIMIT, NAME_LIMIT

_LIMITS = {"name": NAME_LIMIT, "branch": NAME_LIMIT, "phone": 40, "hours": LINE_LIMIT, "description": DESCRIPTION_LIMIT}
_FIELD_LABELS = {"name": "이름", "branch": "지점", "phone": "전화", "hours": "영업시간", "description": "소개"}


class StoreWords(NamedTuple):
    """One row's cells under the words of the dialects; "" where the row is silent."""

    table: str
    id: str
    key: str
    name: str
    branch: str
    address: str
    lot_address: str
    storey: str
    unit: str
    building: str
    lon: str
    lat: str
    status: str
    closed_on: str
    confirmed_on: str
    phone: str
    hours: str
    description: str
    example: str

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.branch}".strip()


def store_words(columns: Columns, rows: Sequence[Row]) -> tuple[list[StoreWords], dict[int, list[str]]]:
    """The words of every row, no text longer than a store may carry; and by index the labels of those that were cut."""
    said = {word: columns.each(word, rows) for word in StoreWords._fields}
    cut: dict[int, list[str]] = defaultdict(list)
    for word, limit in _LIMITS.items():
        if max(map(len, said[word]), default=0) > limit:
            for index, text in enumerate(said[word]):
                if len(text) > limit:
                    said[word][index] = text[:limit].rstrip()
                    cut[index].append(_FIELD_LABELS[word])
    return list(map(StoreWords, *said.values())), cut


def note_cut(store: Store, label: str) -> BuildNote:
    """What was cut and which cell to shorten."""
    return note_on(
        store,
        NoteKind.TEXT_SHORTENED,
        Severity.DOUBT,
        text=f"'{store.name[:20]}'의 {label} 글이 너무 길어 줄였습니다.",
        remedy=f"{label} 칸을 짧게 고치세요.",
    )
