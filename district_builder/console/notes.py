"""Notes as a person reads them in a terminal: the worst first, the like together, each with its place and remedy."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from district_builder.domain.notes import BuildNote, NoteKind, Severity

INDENT = 6
NOTES_OF_A_KIND = 5

_LABELS = {Severity.PROBLEM: "문제", Severity.DOUBT: "확인", Severity.INFO: "참고"}  # the worst first
_STYLES = {Severity.PROBLEM: "bold red", Severity.DOUBT: "bold yellow", Severity.INFO: "bold cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeNotes:
    """Notes of one severity and kind, those with one remedy beside each other; `hidden` more are not shown."""

    shown: tuple[BuildNote, ...]
    hidden: int = 0


def print_notes(
    console: Console, notes: Sequence[BuildNote], *, most_of_a_kind: int | None = None, see_all: str = ""
) -> None:
    """Print notes to a terminal in its width, to anything else in whole lines.

    Args:
        most_of_a_kind: how many of one severity and kind to show, all of them if None.
        see_all: how to see those that are not shown, "--all 로 모두 보기".
    """
    is_first = True
    for alike in _gather(notes, most_of_a_kind):
        for remedy, told in groupby(alike.shown, key=lambda note: note.remedy):
            if not is_first:
                console.print()
            is_first = False
            for note in told:
                place = _printable(_place_of(note))
                label = (_LABELS[note.severity], _STYLES[note.severity])
                console.print(Text.assemble(label, "  ", (place, "bold")), soft_wrap=True)
                _print_indented(console, note.text)
            if remedy:
                _print_indented(console, f"→ {remedy}", style="green")
        if alike.hidden:
            _print_indented(console, f"그 밖에 {alike.hidden}개 ({see_all})", style="dim")


def show_notes(
    console: Console,
    notes: Sequence[BuildNote],
    *,
    see_all: str = "golmok check --all 로 모두 보기",
    is_all: bool = False,
) -> None:
    """The notes, of each kind a few where a person reads them and all where a file keeps them; then an empty line."""
    most = NOTES_OF_A_KIND if console.is_terminal and not is_all else None
    print_notes(console, notes, most_of_a_kind=most, see_all=see_all)
    if notes:
        console.print()


def count_words(notes: Sequence[BuildNote]) -> str:
    """How many notes there are of each severity, as a sentence."""
    counts = Counter(note.severity for note in notes)
    parts = ", ".join(f"{label} {counts[severity]}" for severity, label in _LABELS.items() if counts[severity])
    return f"살펴볼 점 {len(notes)}개: {parts}." if notes else "살펴볼 점이 없습니다."


def notes_as_json(notes: Sequence[BuildNote]) -> list[dict[str, Any]]:
    """Every field of every note, in the given order."""
    return [asdict(note) for note in notes]


def _gather(notes: Sequence[BuildNote], most_of_a_kind: int | None) -> Iterator[LikeNotes]:
    """Kinds and remedies in the order of their first note, rows in that of their file.

    One note too many is shown, since the line that hides it would be as long.
    """
    kinds: dict[tuple[Severity, NoteKind], dict[str, list[BuildNote]]] = defaultdict(lambda: defaultdict(list))
    for note in sorted(notes, key=lambda note: list(_LABELS).index(note.severity)):
        kinds[note.severity, note.kind][note.remedy].append(note)
    for remedies in kinds.values():
        alike = tuple(note for told in remedies.values() for note in sorted(told, key=_row_of))
        most = len(alike) if most_of_a_kind is None or len(alike) <= most_of_a_kind + 1 else most_of_a_kind
        yield LikeNotes(shown=alike[:most], hidden=len(alike) - most)


def _row_of(note: BuildNote) -> tuple[str, int]:
    return note.file, note.row or 0


def _place_of(note: BuildNote) -> str:
    if note.row is not None:
        return f"{note.file}:{note.row}"
    return note.file or note.subject or "거리 전체"


def _print_indented(console: Console, words: str, *, style: str = "") -> None:
    text = Text(_printable(words), style)
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, INDENT), expand=False), soft_wrap=False)
    else:
        console.print(Text(" " * INDENT) + text, soft_wrap=True)


def _printable(text: str) -> str:
    """Names come from files that anybody may have made: nothing in them may steer the terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)
