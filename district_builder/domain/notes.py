"""Doubts that do not stop a build: each one is a value that the operator or the merchant reads."""

from dataclasses import dataclass
from enum import StrEnum


class NoteKind(StrEnum):
    """A stable code per doubt; screens and tests refer to it, never to the text."""

    UNREADABLE_ROW = "unreadable_row"
    WRONG_ENCODING = "wrong_encoding"
    EMPTY_SOURCE = "empty_source"
    SHIFTED_COORDINATES = "shifted_coordinates"
    NO_POSITION = "no_position"
    OUTSIDE_AREA = "outside_area"
    UNIT_ABOVE_TOP = "unit_above_top"
    UNKNOWN_BUILDING = "unknown_building"
    CONTRADICTING_BUILDING = "contradicting_building"
    DUPLICATE_STORE = "duplicate_store"
    CLOSED_STORE = "closed_store"
    CATEGORY_CONTRADICTS_NAME = "category_contradicts_name"
    UNKNOWN_CATEGORY = "unknown_category"
    BAD_FOOTPRINT = "bad_footprint"
    BAD_ROAD = "bad_road"
    ASSUMED_STOREYS = "assumed_storeys"
    ASSUMED_LAYOUT = "assumed_layout"
    NARROW_FRONTAGE = "narrow_frontage"
    BAD_PHOTO = "bad_photo"
    UNUSED_PHOTO = "unused_photo"
    PHOTO_WITHOUT_STORE = "photo_without_store"
    MENU_WITHOUT_STORE = "menu_without_store"
    BAD_PRICE = "bad_price"
    TEXT_SHORTENED = "text_shortened"
    OVER_BUDGET = "over_budget"


class Severity(StrEnum):
    INFO = "info"  # nothing to do; somebody may want to know
    DOUBT = "doubt"  # the build went on with a stated assumption
    PROBLEM = "problem"  # something of the input is not in the scene


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildNote:
    """One doubt about one thing, with where it came from and what to do.

    `text` and `remedy` are Korean sentences for the operator; `subject` is a store id, a building id or "".
    `file` is the name inside the source folder, `row` counts from 1 with the header as row 1.
    """

    kind: NoteKind
    severity: Severity
    text: str
    remedy: str
    subject: str = ""
    file: str = ""
    row: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}: " if self.row is not None else f"{self.file}: " if self.file else ""
        return f"{place}{self.text} {self.remedy}".strip()
