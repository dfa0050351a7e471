"""Storeys, lengths and building numbers as maps write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.layout import HouseNumber
from district_builder.sources.measures import first_of, read_house_number, read_metres, read_storeys


@given(st.integers(1, 899), st.integers(0, 9), st.sampled_from(["", " ", "m", " m", " M", " metres", "미터"]))
def test_metres_with_or_without_their_unit(whole, tenth, unit):
    assert read_metres(f"{whole}.{tenth}{unit}", most=900) == pytest.approx(whole + tenth / 10)


@pytest.mark.parametrize("text", ["", "0", "-5", "12'", "40 ft", "1e3", "nan", "열", "5 m x 3 m", "901"])
def test_other_lengths_are_not_guessed(text):
    assert read_metres(text, most=900) is None


@given(st.integers(0, 130))
def test_storeys_may_have_become_floats(storeys):
    assert read_storeys(str(storeys)) == read_storeys(f"{storeys}.0") == read_storeys(f" {storeys} ") == storeys


@given(st.lists(st.integers(0, 130), min_size=1, max_size=5))
def test_of_several_storeys_the_highest_counts(listed):
    assert read_storeys(";".join(map(str, listed))) == max(listed)


@pytest.mark.parametrize("text", ["", "-1", "131", "many", "5 floors", "inf", ";"])
def test_other_storeys_are_none(text):
    assert read_storeys(text) is None


@given(st.integers(1, 99_999), st.integers(0, 9_999))
def test_building_numbers_come_back(main, sub):
    number = HouseNumber(main=main, sub=sub)
    assert read_house_number(str(number)) == number
    assert read_house_number(f"{number}번지") == number
    assert read_house_number(f" {number},{main + 2} ") == number


@pytest.mark.parametrize("text", ["", "0", "A", "산 3", "1-2-3", "123456", "-5", "3호"])
def test_other_numbers_are_none(text):
    assert read_house_number(text) is None


@given(st.text(max_size=20))
def test_no_text_makes_a_reader_fail(text):
    metres, storeys = read_metres(text, most=80), read_storeys(text, most=12)
    assert metres is None or 0 < metres <= 80
    assert storeys is None or 0 <= storeys <= 12
    number = read_house_number(text)
    assert number is None or number.main > 0


def test_the_first_filled_name_counts():
    facts = {"a": "", "b": "2", "c": "3"}
    assert first_of(facts, ("a", "b", "c")) == "2"
    assert first_of(facts, ("x", "a")) == ""
