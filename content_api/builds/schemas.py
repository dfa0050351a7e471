"""Builds on the wire."""

from datetime import datetime

from pydantic import BaseModel


class BuildRecord(BaseModel):
    """One finished build. `tiles` counts all tiles of the scene, `reused_tiles` those that were there before."""

    build_id: str
    started_at: datetime
    finished_at: datetime
    stores: int
    placed: int
    tiles: int
    reused_tiles: int
    notes: int


class BuildAnswer(BuildRecord):
    """A build with its number: builds are counted over all districts."""

    number: int


class BuildPage(BaseModel):
    builds: list[BuildAnswer]
    next: str | None
