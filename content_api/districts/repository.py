"""Reading and writing districts. Other features' tables are named here, not imported."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, column, delete, func, insert, select, table, update
from sqlalchemy.orm import Session

from content_api.absent import unknown_district
from content_api.database import Instant, WritingSession
from content_api.districts.schemas import (
    CategoryCount,
    DistrictAnswer,
    DistrictSummary,
    LonLatAnswer,
    NewestBuild,
    NoteAnswer,
    NotePage,
)
from content_api.districts.tables import DistrictRow, GroundPlanRow, NoteRow, NoteStage
from content_api.paging import after, cursor_after
from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.districts import District
from district_builder.domain.layout import Layout, LiftRecord
from district_builder.domain.notes import BuildNote, NoteKind, Severity

STORES = table("stores", column("district_slug"), column("category"), column("gone_at"))
PLACEMENTS = table("placements", column("district_slug"))
BUILDS = table(
    "builds", column("district_slug"), column("number"), column("build_id"), column("finished_at", Instant())
)
FACTS = select(DistrictRow.__table__.c.facts).where(DistrictRow.__table__.c.slug == bindparam("slug"))


def list_districts(session: Session) -> list[DistrictSummary]:
    """Every district with its number of stores, by name."""
    count = (
        select(func.count())
        .select_from(STORES)
        .where(STORES.c.district_slug == DistrictRow.slug, STORES.c.gone_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(select(DistrictRow.facts, DistrictRow.version, count).order_by(DistrictRow.slug))
    districts = [_summary(facts, version=version, stores=stores) for facts, version, stores in rows]
    return sorted(districts, key=lambda district: (district.is_example, district.name_ko, district.slug))


def find_district(session: Session, slug: str) -> DistrictAnswer:
    """One district with what it holds.

    Raises:
        ContentError: DISTRICT_NOT_FOUND.
    """
    row = session.get(DistrictRow, slug)
    if row is None:
        raise unknown_district(slug)
    categories = _count_categories(session, slug)
    placed = select(func.count()).select_from(PLACEMENTS).where(PLACEMENTS.c.district_slug == slug)
    notes = select(func.count()).select_from(NoteRow).where(NoteRow.district_slug == slug)
    counted_placed, counted_notes = session.execute(select(placed.scalar_subquery(), notes.scalar_subquery())).one()
    newest = select(BUILDS.c.build_id, BUILDS.c.finished_at).where(BUILDS.c.district_slug == slug)
    build = session.execute(newest.order_by(BUILDS.c.number.desc()).limit(1)).first()
    facts = row.facts
    return DistrictAnswer(
        **_summary(facts, version=row.version, stores=sum(each.stores for each in categories)).model_dump(),
        timezone=facts.timezone,
        anchor=LonLatAnswer(lon=facts.anchor.lon, lat=facts.anchor.lat),
        streets=list(facts.streets),
        attribution=list(facts.attribution),
        placed=counted_placed,
        notes=counted_notes,
        categories=categories,
        build=build
        and NewestBuild(build_id=build.build_id, finished_at=build.finished_at, tileset=f"/scenes/{slug}/tileset.json"),
        changed_at=row.changed_at,
    )


def find_facts(session: Session, slug: str) -> District:
    """What district.toml said of a district, without counting what is in it.

    Raises:
        ContentError: DISTRICT_NOT_FOUND.
    """
    facts: District | None = session.execute(FACTS, {"slug": slug}).scalar_one_or_none()
    if facts is None:
        raise unknown_district(slug)
    return facts


def list_notes(session: Session, slug: str, *, cursor: str | None, limit: int) -> NotePage:
    """A page of a district's notes, by stage and in the order in which they were made.

    Raises:
        ContentError: DISTRICT_NOT_FOUND, INVALID_CURSOR.
    """
    conditions = after(cursor, NoteRow.stage, NoteRow.position, kinds=(str, int))
    rows = session.scalars(
        select(NoteRow)
        .where(NoteRow.district_slug == slug, *conditions)
        .order_by(NoteRow.stage, NoteRow.position)
        .limit(limit + 1)
    ).all()
    if not rows and session.get(DistrictRow, slug) is None:
        raise unknown_district(slug)
    page = rows[:limit]
    return NotePage(
        notes=[NoteAnswer.model_validate(row, from_attributes=True) for row in page],
        next=cursor_after((page[-1].stage, page[-1].position)) if len(rows) > limit else None,
    )


def stored_facts(session: Session, slug: str) -> tuple[District, Layout, tuple[LiftRecord, ...]] | None:
    """What the last import said of the district itself, None for one that is new."""
    row = session.execute(
        select(DistrictRow.facts, GroundPlanRow.layout, GroundPlanRow.lifts)
        .join(GroundPlanRow, GroundPlanRow.district_slug == DistrictRow.slug)
        .where(DistrictRow.slug == slug)
    ).first()
    return None if row is None else (row.facts, row.layout, row.lifts)


def stored_notes(session: Session, slug: str, stage: NoteStage) -> tuple[BuildNote, ...]:
    rows = session.scalars(
        select(NoteRow).where(NoteRow.district_slug == slug, NoteRow.stage == stage).order_by(NoteRow.position)
    )
    return tuple(
        BuildNote(
            kind=NoteKind(row.kind),
            severity=Severity(row.severity),
            text=row.text,
            remedy=row.remedy,
            subject=row.subject,
            file=row.file,
            row=row.row,
        )
        for row in rows
    )


def add_district(
    session: WritingSession, district: District, layout: Layout, lifts: tuple[LiftRecord, ...], *, at: datetime
) -> None:
    session.execute(
        insert(DistrictRow).values(
            slug=district.slug, name_ko=district.name_ko, facts=district, version=1, changed_at=at
        )
    )
    session.execute(insert(GroundPlanRow).values(district_slug=district.slug, layout=layout, lifts=lifts))


def replace_facts(session: WritingSession, district: District, layout: Layout, lifts: tuple[LiftRecord, ...]) -> None:
    """Write what a district is; `raise_version` is the caller's, who knows whether more has changed."""
    where = DistrictRow.slug == district.slug
    session.execute(update(DistrictRow).where(where).values(name_ko=district.name_ko, facts=district))
    session.execute(
        update(GroundPlanRow).where(GroundPlanRow.district_slug == district.slug).values(layout=layout, lifts=lifts)
    )


def raise_version(session: WritingSession, slug: str, *, at: datetime) -> None:
    session.execute(
        update(DistrictRow).where(DistrictRow.slug == slug).values(version=DistrictRow.version + 1, changed_at=at)
    )


def replace_notes(session: WritingSession, slug: str, stage: NoteStage, notes: Sequence[BuildNote]) -> bool:
    """Write one stage's notes, and say whether they differ from those before."""
    if stored_notes(session, slug, stage) == tuple(notes):
        return False
    session.execute(delete(NoteRow).where(NoteRow.district_slug == slug, NoteRow.stage == stage))
    rows = [
        {
            "district_slug": slug,
            "stage": stage.value,
            "position": position,
            "kind": note.kind.value,
            "severity": note.severity.value,
            "text": note.text,
            "remedy": note.remedy,
            "subject": note.subject,
            "file": note.file,
            "row": note.row,
        }
        for position, note in enumerate(notes)
    ]
    if rows:
        session.execute(insert(NoteRow), rows)
    return True


def _count_categories(session: Session, slug: str) -> list[CategoryCount]:
    rows = session.execute(
        select(STORES.c.category, func.count())
        .where(STORES.c.district_slug == slug, STORES.c.gone_at.is_(None))
        .group_by(STORES.c.category)
        .order_by(func.count().desc(), STORES.c.category)
    )
    return [
        CategoryCount(category=Category(category), label=KOREAN_LABELS[Category(category)], stores=stores)
        for category, stores in rows
    ]


def _summary(facts: District, *, version: int, stores: int) -> DistrictSummary:
    return DistrictSummary(
        slug=facts.slug,
        name_ko=facts.name_ko,
        name_en=facts.name_en,
        is_example=facts.is_example,
        stores=stores,
        version=version,
    )
