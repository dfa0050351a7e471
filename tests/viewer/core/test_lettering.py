"""Lines of Hangul, of long words and of both are broken where a reader expects it."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.core.lettering import Weight, broken_lines, font, width_in_font

HANGUL = st.text(alphabet=[chr(0xAC00 + 28 * n) for n in range(0, 399, 7)], min_size=1, max_size=12)
WORDS = st.lists(st.one_of(HANGUL, st.text("abcXYZ0123-/.", min_size=1, max_size=30)), max_size=12)


def lines_of(text: str, width: float, most: int = 50, size: int = 24) -> tuple[str, ...]:
    return broken_lines(
        text, width_pixels=width, most_lines=most, weight=Weight.REGULAR, size_pixels=size, measure=width_in_font
    )


def wide(text: str, size: int = 24) -> float:
    return width_in_font(text, weight=Weight.REGULAR, size_pixels=size)


@given(words=WORDS, width=st.integers(60, 500))
@example(words=["계원대학로" * 6], width=120)
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(words: list[str], width: int) -> None:
    lines = lines_of(" ".join(words), width)
    assert all(wide(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(words=WORDS, width=st.integers(60, 500), most=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_what_does_not_fit_ends_in_an_ellipsis_and_what_stands_is_the_beginning(
    words: list[str], width: int, most: int
) -> None:
    text = " ".join(words)
    lines = lines_of(text, width, most)
    assert len(lines) <= most
    assert all(wide(line) <= width for line in lines)
    whole = "".join(words)
    said = "".join(lines).replace(" ", "")
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))


def test_words_that_fit_are_never_cut() -> None:
    text = "매일 아침 여덟 시부터 저녁 열 시까지 문을 엽니다"
    for width in range(120, 600, 40):
        assert " ".join(lines_of(text, width)) == text


def test_a_word_longer_than_a_line_is_cut_where_the_line_ends() -> None:
    word = "가나다라마바사아자차카타파하" * 3
    lines = lines_of(word, 200)
    assert len(lines) > 1
    for line, following in itertools.pairwise(lines):
        assert wide(line + following[0]) > 200


def test_a_column_narrower_than_a_letter_still_ends() -> None:
    assert lines_of("가나", 1) == ("가", "나")


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_is_no_line(text: str) -> None:
    assert lines_of(text, 100) == ()


def test_line_ends_and_double_spaces_of_a_source_become_one_space() -> None:
    assert lines_of("월  휴무\n화 09시", 600) == ("월 휴무 화 09시",)


@pytest.mark.parametrize("weight", list(Weight))
def test_every_cut_has_every_syllable(weight: Weight) -> None:
    face = font(weight, 20)
    missing = bytes(face.getmask("\U000f0000"))  # what is drawn for a letter that a face does not have
    for code in range(0xAC00, 0xD7A4, 97):
        drawn = bytes(face.getmask(chr(code)))
        assert drawn != missing, f"{weight.value} lacks {chr(code)}"
        assert any(drawn)


@pytest.mark.parametrize("letter", list("0123456789:·–~,원₩%()×…"))
def test_hours_and_prices_can_be_written(letter: str) -> None:
    face = font(Weight.REGULAR, 24)
    assert bytes(face.getmask(letter)) != bytes(face.getmask("\U000f0000"))
