"""Reading and writing the record of builds."""

from sqlalchemy import column, insert, select, table
from sqlalchemy.orm import Session

from content_api.absent import unknown_district
from content_api.builds.schemas import BuildAnswer, BuildPage, BuildRecord
from content_api.builds.tables import BuildRow, Costs
from content_api.database import WritingSession
from content_api.paging import after, cursor_after

DISTRICTS = table("districts", column("slug"))


def list_builds(session: Session, slug: str, *, cursor: str | None, limit: int) -> BuildPage:
    """A page of a district's builds, the newest first.

    Raises:
        ContentError: DISTRICT_NOT_FOUND, INVALID_CURSOR.
    """
    rows = session.scalars(
        select(BuildRow)
        .where(BuildRow.district_slug == slug, *after(cursor, -BuildRow.number, kinds=(int,)))
        .order_by(BuildRow.number.desc())
        .limit(limit + 1)
    ).all()
    if not rows and session.execute(select(DISTRICTS.c.slug).where(DISTRICTS.c.slug == slug)).first() is None:
        raise unknown_district(slug)
    page = rows[:limit]
    return BuildPage(
        builds=[BuildAnswer.model_validate(row, from_attributes=True) for row in page],
        next=cursor_after((-page[-1].number,)) if len(rows) > limit else None,
    )


def record_build(session: WritingSession, slug: str, build: BuildRecord, *, costs: Costs) -> None:
    """Write a finished build; the database gives its number."""
    session.execute(insert(BuildRow).values(district_slug=slug, costs=costs, **build.model_dump()))
