"""Who reads a file of a build's progress sees a line at every tenth; who looks at a screen sees a bar."""

from io import StringIO

from rich.console import Console

from district_builder.console.progress import LINES_A_STAGE, shown_progress


def told(*, is_terminal: bool, pieces: int) -> str:
    text = StringIO()
    with shown_progress(Console(file=text, force_terminal=is_terminal, width=80)) as report:
        for done in range(pieces + 1):
            report("타일 만들기", done, pieces)
        report("장면 쓰기", 0, 0)
    return text.getvalue()


def test_a_file_gets_a_line_at_every_tenth_and_no_control_codes() -> None:
    lines = told(is_terminal=False, pieces=2695).splitlines()
    assert len(lines) == LINES_A_STAGE + 2
    assert lines[0] == "타일 만들기 0/2695"
    assert lines[-2:] == ["타일 만들기 2695/2695", "장면 쓰기 0/0"]
    assert not any("\x1b" in line for line in lines)


def test_a_short_stage_says_each_piece_once() -> None:
    assert told(is_terminal=False, pieces=2).splitlines()[:3] == [
        "타일 만들기 0/2",
        "타일 만들기 1/2",
        "타일 만들기 2/2",
    ]


def test_a_screen_gets_a_bar_that_goes_away() -> None:
    shown = told(is_terminal=True, pieces=4)
    assert "장면 쓰기" in shown
    assert shown.endswith("\x1b[2K")
