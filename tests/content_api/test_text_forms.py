"""Text: one Unicode form, keys that sort and keys that find."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.text import search_key, sort_key, tidy

any_text = st.text(alphabet=st.characters(), max_size=40)


@given(any_text)
def test_tidy_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    kept = tidy(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert tidy(kept) == kept


@given(any_text)
def test_both_forms_of_a_text_are_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", tidy(text))
    assert tidy(apart) == tidy(text)
    assert sort_key(apart) == sort_key(text)
    assert search_key(apart) == search_key(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("한 줄\n두 줄\t칸", "한 줄\n두 줄\t칸"),
        ("널\x00이 든 글", "널이 든 글"),
        ("\x1b[31m빨강", "[31m빨강"),
        ("반쪽\ud83d", "반쪽"),
        ("plain", "plain"),
        ("plain\x07", "plain"),
        ("", ""),
        ("👨‍👩‍👧 가족", "👨‍👩‍👧 가족"),
    ],
)
def test_what_no_screen_shows_is_dropped(text: str, kept: str) -> None:
    assert tidy(text) == kept


def test_names_sort_as_in_a_korean_list() -> None:
    names = ["힣", "가", "나비", "Zebra", "apple", "3번 출구", "가 나", "가나"]
    assert sorted(names, key=sort_key) == ["3번 출구", "apple", "Zebra", "가", "가 나", "가나", "나비", "힣"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("고소한하루", "고소한 하루"),
        ("GS25", "ＧＳ２５ 계원점"),
        ("cafe", "Cafe 온기"),
        ("ß", "Straße"),
        ("하 루", "고소한 하루"),
        ("①", "1번지 국밥"),
    ],
)
def test_what_people_type_is_found_in_the_name(typed: str, name: str) -> None:
    assert search_key(typed) in search_key(name)


@pytest.mark.parametrize(("typed", "name"), [("하루살이", "고소한 하루"), ("빵", "고소한 하루"), ("GS26", "GS25")])
def test_what_is_not_in_the_name_is_not_found(typed: str, name: str) -> None:
    assert search_key(typed) not in search_key(name)
