"""What the front door says when something is wrong."""

import sys
from pathlib import Path

import pytest

import golmok
from tests.front_door import run


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("check", "/nowhere/street"), "golmok new"),
        (("build", "no-such-street"), "no-such-street"),
        (("picture", "no-such-street", "--out", "x.png"), "no-such-street"),
    ],
)
def test_a_failure_is_one_sentence_and_exit_code_1(arguments: tuple[str, ...], word: str, tmp_path: Path) -> None:
    extra = () if arguments[0] == "check" else ("--data", str(tmp_path))
    told = run(*arguments, *extra)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert word in told.stderr
    assert len(told.stderr.strip()) < 400


def test_verbose_adds_the_traceback() -> None:
    assert "Traceback" in run("check", "/nowhere/street", "--verbose").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("fly",),
        ("picture", "x", "--out", "x.png", "--size", "huge"),
        ("picture", "x", "--out", "x", "--size", "9x9"),
        ("picture", "x", "--out", "x.png", "--light", "moon"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_a_size_is_two_numbers_of_pixels() -> None:
    assert golmok._size("1920x1080") == (1920, 1080)
    assert golmok._size("640X480") == (640, 480)


def test_missing_fonts_are_a_sentence_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(golmok, "FONT_FILES", tmp_path)
    monkeypatch.setattr(sys, "argv", ["golmok", "check", str(tmp_path)])
    with pytest.raises(SystemExit, match="1"):
        golmok.main()
    assert (
        capsys.readouterr().err
        == f"{tmp_path}: 글꼴이 없습니다. 프로젝트 폴더에서 .ci/install 을 실행하면 받아 옵니다.\n"
    )
