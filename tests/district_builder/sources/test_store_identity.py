"""Ids stay with their stores whatever happens to the rows around them."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from district_builder.domain.stores import TradingStatus
from district_builder.sources.folder import read_folder
from district_builder.sources.store_reading import id_from_key, id_from_name, is_own_id, read_status

TOML = 'slug = "a"\nname_ko = "가"\nanchor = [126.9722, 37.3795]\n'
LICENCE = ("관리번호", "사업장명", "도로명전체주소", "좌표정보(x)", "좌표정보(y)", "영업상태명", "전화번호")
PLAIN = ("name", "address", "category", "phone", "hours", "status")
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ids_by_name(rows, header=PLAIN) -> dict[str, str]:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([header, *rows])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "stores").mkdir()
        (folder / "district.toml").write_text(TOML, encoding="utf-8")
        (folder / "stores" / "a.csv").write_text(lines.getvalue(), encoding="utf-8", newline="")
        return {store.name: store.store_id for store in read_folder(folder).stores}


def plain_row(number: int, **changed: str) -> list[str]:
    row = {
        "name": f"{'가나다라마바사아자차카타'[number % 12]}집{number}",
        "address": f"경기도 의왕시 계원대학로 {number}",
        "category": "카페",
        "phone": "031-1",
        "hours": "",
        "status": "영업",
    }
    return [{**row, **changed}[column] for column in PLAIN]


@QUIET
@given(st.permutations(range(1, 9)))
def test_the_order_of_rows_changes_no_id(order):
    assert ids_by_name([plain_row(n) for n in order]) == ids_by_name([plain_row(n) for n in range(1, 9)])


@QUIET
@given(
    st.integers(1, 8),
    st.sampled_from([("phone", "031-999"), ("hours", "09:00-21:00"), ("category", "제과점"), ("status", "폐업")]),
)
def test_what_a_store_says_of_itself_is_no_part_of_its_id(changed, edit):
    before = ids_by_name([plain_row(n) for n in range(1, 9)])
    after = ids_by_name([plain_row(n, **({edit[0]: edit[1]} if n == changed else {})) for n in range(1, 9)])
    assert after == before


@QUIET
@given(st.integers(1, 8))
def test_a_row_taken_out_changes_no_other_id(gone):
    before = ids_by_name([plain_row(n) for n in range(1, 9)])
    after = ids_by_name([plain_row(n) for n in range(1, 9) if n != gone])
    assert after.items() < before.items()
    assert len(after) == 7


def test_another_name_or_address_is_another_store():
    assert len({id_from_name("가", "", "나"), id_from_name("가", "", "다"), id_from_name("다", "", "나")}) == 3


@given(st.text(max_size=12), st.text(max_size=12))
def test_blanks_and_case_are_no_part_of_a_name(name, where):
    assert id_from_name(f" {name} ", "", where) == id_from_name(name, "", f"{where}  ")


def test_a_register_keeps_its_stores_ids_through_a_change_of_name_and_address():
    def row(name, address):
        return ["3900-101-2020-1", name, address, "", "", "영업/정상", ""]

    before = ids_by_name([row("옛집", "경기도 의왕시 계원대학로 2")], LICENCE)
    after = ids_by_name([row("새집", "경기도 의왕시 계원대학로 4")], LICENCE)
    assert set(before.values()) == set(after.values())


def test_two_registers_may_use_one_key():
    assert id_from_key("상가(상권)정보", "1") != id_from_key("LOCALDATA 인허가", "1")


@given(st.text(max_size=30), st.text(max_size=30))
def test_made_ids_are_short_and_safe_in_addresses_and_folder_names(a, b):
    for made in (id_from_key(a, b), id_from_name(a, "", b)):
        assert is_own_id(made)
        assert len(made) == 13
        assert made.isascii()


@pytest.mark.parametrize("text", ["s1", "가게-1", "A.b_c", "계원", "0"])
def test_ids_of_the_operators_own(text):
    assert is_own_id(text)


@pytest.mark.parametrize("text", ["", "../x", ".hidden", "a/b", "a b", "-x", "x" * 65, "a\n", "☕", "a?b"])
def test_ids_that_could_do_harm_in_a_path(text):
    assert not is_own_id(text)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("영업/정상", TradingStatus.OPEN),
        (" 영업 중 ", TradingStatus.OPEN),
        ("OPEN", TradingStatus.OPEN),
        ("휴업", TradingStatus.SUSPENDED),
        ("폐업", TradingStatus.CLOSED),
        ("취소 / 말소 / 만료 / 정지 / 중지", TradingStatus.CLOSED),
        ("제외/삭제/전출", TradingStatus.CLOSED),
        ("취소/말소/만료/정지/중지", TradingStatus.CLOSED),
        ("(table lists open only or not given)", TradingStatus.UNSTATED),
        ("", TradingStatus.UNSTATED),
        ("모름", TradingStatus.UNSTATED),
    ],
)
def test_words_of_registers_for_a_stores_existence(words, status):
    assert read_status(words) is status


def test_a_closing_day_closes_only_whom_the_status_does_not_keep_open():
    assert read_status("", closed_on="2020-01-01") is TradingStatus.CLOSED
    assert read_status("영업", closed_on="2020-01-01") is TradingStatus.OPEN
