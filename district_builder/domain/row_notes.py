"""Notes on what a row of the operator says, with the file and the row to look at."""

from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import Store


def note_at(
    origin: Origin, kind: NoteKind, severity: Severity, *, text: str, remedy: str, subject: str = ""
) -> BuildNote:
    """A note on the place that a thing was read from."""
    return BuildNote(
        kind=kind, severity=severity, text=text, remedy=remedy, subject=subject, file=origin.file, row=origin.row
    )


def note_on(store: Store, kind: NoteKind, severity: Severity, *, text: str, remedy: str) -> BuildNote:
    """A note on a store, where its row is."""
    return note_at(store.origin, kind, severity, text=text, remedy=remedy, subject=store.store_id)
