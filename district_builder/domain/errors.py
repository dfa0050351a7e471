"""What can go wrong in a way that a person must hear about."""

from pathlib import Path


class GolmokError(Exception):
    """A failure whose message names the place and ends with what to do.

    The front door prints `str(error)` as it is: one sentence or two, no traceback.
    """


class SourceError(GolmokError):
    """A file of the operator cannot be used at all (a bad row is a note, not an error)."""

    def __init__(self, problem: str, *, remedy: str, file: Path | str, row: int | None = None) -> None:
        self.problem, self.remedy, self.file, self.row = problem, remedy, str(file), row
        place = f"{Path(self.file).name}:{row}" if row is not None else Path(self.file).name
        super().__init__(f"{place}: {problem} {remedy}")
