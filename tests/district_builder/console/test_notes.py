"""What `golmok check` says of its notes: the worst first, the like together, nothing lost, nothing cut in slivers."""

import io
import json
import re
from collections.abc import Sequence
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from district_builder.console.notes import count_words, notes_as_json, print_notes, show_notes
from district_builder.domain.notes import BuildNote, NoteKind, Severity

COLOURS = re.compile(r"\x1b\[[\d;]*m")
LONG_FILE = "stores/소상공인시장진흥공단_상가(상권)정보_강남.csv"


def note(
    text: str = "자리가 없습니다.",
    *,
    kind: NoteKind = NoteKind.NARROW_FRONTAGE,
    severity: Severity = Severity.DOUBT,
    remedy: str = "호수를 확인하세요.",
    file: str = "stores/a.csv",
    row: int | None = 2,
    subject: str = "",
) -> BuildNote:
    return BuildNote(kind=kind, severity=severity, text=text, remedy=remedy, subject=subject, file=file, row=row)


def printed(notes: Sequence[BuildNote], *, is_terminal: bool = False, most: int | None = None, width: int = 80) -> str:
    told = io.StringIO()
    console = Console(
        file=told, width=width, force_terminal=is_terminal, color_system="standard" if is_terminal else None
    )
    print_notes(console, notes, most_of_a_kind=most, see_all="--all 로 모두 보기")
    return told.getvalue()


def cells(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def test_a_note_is_a_block_of_its_place_its_sentence_and_its_remedy() -> None:
    assert printed([note()]) == "확인  stores/a.csv:2\n      자리가 없습니다.\n      → 호수를 확인하세요.\n"


@pytest.mark.parametrize(
    ("one", "place"),
    [
        (note(row=None), "stores/a.csv"),
        (note(file="", row=None, subject="w506189441"), "w506189441"),
        (note(file="", row=None), "거리 전체"),
    ],
)
def test_a_note_without_a_row_stands_at_the_best_known_place(one: BuildNote, place: str) -> None:
    assert printed([one]).splitlines()[0] == f"확인  {place}"


def test_the_worst_come_first_and_the_like_together() -> None:
    notes = [
        note("하나.", severity=Severity.INFO),
        note("둘.", kind=NoteKind.BAD_ROAD),
        note("셋."),
        note("넷.", severity=Severity.PROBLEM),
        note("다섯.", kind=NoteKind.BAD_ROAD),
    ]
    lines = [line.strip() for line in printed(notes).splitlines()]
    assert [line for line in lines if line.endswith(".") and "→" not in line] == ["넷.", "둘.", "다섯.", "셋.", "하나."]


def test_a_remedy_that_several_notes_share_is_said_once_behind_them() -> None:
    told = printed([note("하나.", row=2), note("둘.", row=5), note("셋.", row=7, remedy="지우세요.")])
    assert told == (
        "확인  stores/a.csv:2\n      하나.\n확인  stores/a.csv:5\n      둘.\n      → 호수를 확인하세요.\n\n"
        "확인  stores/a.csv:7\n      셋.\n      → 지우세요.\n"
    )


def test_of_a_kind_only_the_first_few_are_shown_and_the_rest_counted() -> None:
    told = printed([note(f"{n}번.", row=n) for n in range(2, 10)] + [note("길.", kind=NoteKind.BAD_ROAD)], most=5)
    assert "6번." in told
    assert "7번." not in told
    assert "      그 밖에 3개 (--all 로 모두 보기)\n" in told
    assert "길." in told


def test_like_notes_come_in_the_order_of_their_rows() -> None:
    told = printed([note(row=9), note(row=2), note(row=30)])
    assert [line.rpartition(":")[2] for line in told.splitlines() if line.startswith("확인")] == ["2", "9", "30"]


def test_one_more_than_the_limit_is_shown_since_the_line_that_hides_it_is_as_long() -> None:
    told = printed([note(f"{n}번.", row=n) for n in range(6)], most=5)
    assert "5번." in told
    assert "그 밖에" not in told


def test_lines_of_a_terminal_fit_and_stay_indented() -> None:
    long = note("‘느티언덕 1337번 미용실’ 가게는 ‘강남대로55길 9’ 1층 길가에 자리가 없어 안내판에만 적었습니다." * 2)
    first, *rest = COLOURS.sub("", printed([long], is_terminal=True)).splitlines()
    assert first == "확인  stores/a.csv:2"
    assert all(cells(line) <= 80 and line.startswith("      ") for line in rest)
    assert len(rest) == 4  # three of the sentence, one of the remedy


def test_a_terminal_shows_the_severity_in_colour() -> None:
    assert printed([note(severity=Severity.PROBLEM)], is_terminal=True).startswith("\x1b[1;31m문제")


def test_a_long_file_name_is_never_broken() -> None:
    told = printed([note(file=LONG_FILE, row=1339)], is_terminal=True, width=40)
    assert f"{LONG_FILE}:1339" in told


def test_piped_lines_are_whole_and_without_colours() -> None:
    long = note("가 나다 " * 100 + "라.")
    assert printed([long], width=40).splitlines()[1] == "      " + long.text


def test_what_an_operator_typed_is_neither_markup_nor_a_command_to_the_terminal() -> None:
    told = printed([note("[red]빵집[/red]의 \x1b[2J글.", file="photos/\udcff[bold]x")])
    assert "[red]빵집[/red]의 ?[2J글." in told
    assert "photos/?[bold]x" in told


def test_the_counts_name_only_what_there_is() -> None:
    notes = [note(), note(), note(severity=Severity.PROBLEM)]
    assert count_words(notes) == "살펴볼 점 3개: 문제 1, 확인 2."
    assert count_words([]) == "살펴볼 점이 없습니다."


def test_no_notes_print_nothing() -> None:
    assert printed([]) == ""


UNHURRIED = settings(deadline=None, max_examples=40)
NOTES = st.lists(
    st.builds(
        note,
        st.integers(0, 99).map(lambda n: f"{n}번 글."),
        kind=st.sampled_from(list(NoteKind)),
        severity=st.sampled_from(list(Severity)),
        remedy=st.sampled_from(["고치세요.", "지우세요."]),
        row=st.integers(1, 9),
    ),
    max_size=30,
)


@UNHURRIED
@given(NOTES)
def test_every_note_is_told_with_its_place_and_its_remedy(notes: list[BuildNote]) -> None:
    lines = printed(notes).splitlines()
    told = []
    for index, line in enumerate(lines):
        if line[:2] in ("문제", "확인", "참고"):
            remedy = next(later for later in lines[index:] if later.startswith("      → "))
            told.append((line[:2], line[4:], lines[index + 1].strip(), remedy.strip(" →")))
    words = {Severity.PROBLEM: "문제", Severity.DOUBT: "확인", Severity.INFO: "참고"}
    assert sorted(told) == sorted((words[n.severity], f"{n.file}:{n.row}", n.text, n.remedy) for n in notes)


@UNHURRIED
@given(NOTES, st.integers(1, 6))
def test_shown_and_hidden_make_up_all(notes: list[BuildNote], most: int) -> None:
    lines = printed(notes, most=most).splitlines()
    shown = sum(line[:2] in ("문제", "확인", "참고") for line in lines)
    hidden = sum(int(line.split()[2][:-1]) for line in lines if "그 밖에" in line)
    assert shown + hidden == len(notes)


def test_machines_get_every_field() -> None:
    (read,) = json.loads(json.dumps(notes_as_json([note(subject="s1")])))
    assert read == {
        "kind": "narrow_frontage",
        "severity": "doubt",
        "text": "자리가 없습니다.",
        "remedy": "호수를 확인하세요.",
        "subject": "s1",
        "file": "stores/a.csv",
        "row": 2,
    }


@pytest.mark.parametrize(("is_terminal", "is_all", "hidden"), [(True, False, 4), (True, True, 0), (False, False, 0)])
def test_a_terminal_is_spared_long_lists_and_a_file_keeps_them(is_terminal: bool, is_all: bool, hidden: int) -> None:
    told = io.StringIO()
    console = Console(file=told, width=80, force_terminal=is_terminal)
    show_notes(console, [note(f"{n}번.", row=n) for n in range(9)], is_all=is_all)
    lines = COLOURS.sub("", told.getvalue())
    assert ("그 밖에" in lines) == bool(hidden)
    assert lines.count("번.") == 9 - hidden
    assert lines.endswith("\n\n")
