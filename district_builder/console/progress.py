"""How far a build has come: a bar where a person looks, a line at every tenth where a file is written."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from district_builder.domain.progress import Report

LINES_A_STAGE = 10


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """Show what the report is told on a console."""
    if not console.is_terminal:
        yield _Lines(console).report
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("짓기", total=None)
        yield lambda stage, done, total: bars.update(bar, description=stage, completed=done, total=total)


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._told = ("", 0)

    def report(self, stage: str, done: int, total: int) -> None:
        tenths = done * LINES_A_STAGE // total if total else LINES_A_STAGE
        if (stage, tenths) != self._told:
            self._told = (stage, tenths)
            self._console.print(f"{stage} {done}/{total}")
