"""Districts on the wire."""

from datetime import datetime

from pydantic import BaseModel

from content_api.districts.tables import NoteStage
from district_builder.domain.categories import Category
from district_builder.domain.notes import NoteKind, Severity


class LonLatAnswer(BaseModel):
    """WGS 84, degrees."""

    lon: float
    lat: float


class DistrictSummary(BaseModel):
    slug: str
    name_ko: str
    name_en: str
    is_example: bool
    stores: int
    version: int


class DistrictList(BaseModel):
    districts: list[DistrictSummary]


class CategoryCount(BaseModel):
    category: Category
    label: str
    stores: int


class NewestBuild(BaseModel):
    build_id: str
    finished_at: datetime
    tileset: str


class DistrictAnswer(DistrictSummary):
    """One district. `version` rises with every change of anything inside it; `build` is null before the first build."""

    timezone: str
    anchor: LonLatAnswer
    streets: list[str]
    attribution: list[str]
    placed: int
    notes: int
    categories: list[CategoryCount]
    build: NewestBuild | None
    changed_at: datetime


class NoteAnswer(BaseModel):
    """One doubt. `subject` is a store id, a building id or empty; `row` counts from 1 in `file`."""

    stage: NoteStage
    kind: NoteKind
    severity: Severity
    text: str
    remedy: str
    subject: str
    file: str
    row: int | None


class NotePage(BaseModel):
    notes: list[NoteAnswer]
    next: str | None
