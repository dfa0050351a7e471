"""How long work tells how far it has come."""

from collections.abc import Callable
from typing import TypeAlias

Report: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""


def silent(_doing: str, _done: int, _total: int) -> None:
    """A report for those who do not want one."""
