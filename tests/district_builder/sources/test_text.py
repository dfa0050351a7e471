"""Text, numbers, prices and dates as exports write them."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from district_builder.sources.josa import with_particle
from district_builder.sources.text import (
    UnreadablePriceError,
    clean,
    clean_plain,
    is_plain,
    read_code,
    read_count,
    read_date,
    read_number,
    read_won,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("비알코올 ", "비알코올"),
        ("경기도  의왕시\t내손동", "경기도 의왕시 내손동"),
        (unicodedata.normalize("NFD", "카페"), "카페"),
        ("가\x00게\x1b", "가게"),
        ("줄\r\n바꿈", "줄 바꿈"),
        ("\ufeff이름", "이름"),
        ("사\u202e기", "사기"),
        ("NaN", ""),
        ("null", ""),
        ("👩\u200d🍳 식당", "👩\u200d🍳 식당"),
    ],
)
def test_text_is_one_tidy_line(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@example("\ud7a4")  # one past the last syllable: no letter at all
@given(st.text(max_size=80))
def test_the_quick_way_agrees_with_the_careful_one_on_plain_text(text: str) -> None:
    if is_plain(text):
        assert clean_plain(text) == clean(text)


@given(st.text(max_size=80))
def test_clean_text_is_normalised_and_without_controls(text: str) -> None:
    tidy = clean(text)
    assert unicodedata.is_normalized("NFC", tidy)
    assert not {unicodedata.category(character) for character in tidy} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.data
def test_naughty_strings_become_harmless_lines(shared_data: Path) -> None:
    naughty = json.loads((shared_data / "bad-strings" / "blns.json").read_text("utf-8"))
    assert len(naughty) > 400
    for text in naughty:
        tidy = clean(text)
        assert "\n" not in tidy
        assert "\x00" not in tidy
        assert tidy == clean(tidy)
        tidy.encode("utf-8")


@pytest.mark.data
def test_naughty_strings_are_prices_or_refused(shared_data: Path) -> None:
    for text in json.loads((shared_data / "bad-strings" / "blns.json").read_text("utf-8")):
        try:
            won = read_won(text)
        except UnreadablePriceError:
            continue
        assert won is None or 0 <= won <= 100_000_000


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("6,500원", 6500),
        ("6500", 6500),
        ("6500.0", 6500),
        ("₩12,000", 12000),
        ("1만원", 10000),
        ("1만 5천원", 15000),
        ("1.5만원", 15000),
        ("시가", None),
        ("가격 문의", None),
        ("", None),
        ("0", 0),
    ],
)
def test_a_price_is_read(text: str, won: int | None) -> None:
    assert read_won(text) == won


@pytest.mark.parametrize(
    "text",
    [
        "만원쯤",
        "-500",
        "6,50원",
        "1e4",
        "9999999999999",
        pytest.param("9" * 10_000, id="ten thousand digits"),
        "5000~6000",
        "6500 / 7000",
    ],
)
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePriceError):
        read_won(text)


@given(st.integers(0, 100_000_000))
def test_every_way_to_write_a_price_means_the_same(won: int) -> None:
    assert {read_won(str(won)), read_won(f"{won:,}원"), read_won(f" {won}.0 ")} == {won}


@pytest.mark.parametrize(
    ("text", "number"), [("1046.0", 1046.0), ("1,046", 1046.0), ("nan", None), ("inf", None), ("1_0", None), ("", None)]
)
def test_a_number_is_finite_and_decimal(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_a_count_may_look_like_a_float_but_must_be_whole() -> None:
    assert [read_count(text) for text in ("5.0", "5", "5.5", "-1", "x")] == [5, 5, None, None, None]


def test_a_code_loses_the_tail_that_a_spreadsheet_gave_it() -> None:
    assert [read_code(text) for text in ("1046.0", "4030000-103-2005-00001", "MA0.0")] == [
        "1046",
        "4030000-103-2005-00001",
        "MA0.0",
    ]


@pytest.mark.parametrize(
    "text", ["2022-05-06", "2022.5.6", "20220506", "2022-05-06 23:59:59.0", "20220506091500.0", "2022/05/06"]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == date(2022, 5, 6)


@pytest.mark.parametrize("text", ["", "어제", "2022-13-40", "22-05-06"])
def test_what_is_no_day_is_nothing(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("약국", "은/는", "'약국'은"),
        ("카페", "은/는", "'카페'는"),
        ("CU", "이/가", "'CU'가"),
        ("GS25", "과/와", "'GS25'와"),
        ("1001", "을/를", "'1001'을"),
        ("마을", "으로/로", "'마을'로"),
        ("약국", "으로/로", "'약국'으로"),
        ("", "은/는", "''는"),
    ],
)
def test_a_particle_fits_the_last_sound(word: str, pair: str, expected: str) -> None:
    assert with_particle(word, pair) == expected
