"""CSV in whatever quoting, delimiter, line end and encoding an office's program chose."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from district_builder.domain.errors import SourceError
from district_builder.sources.dialects import Columns, recognise
from district_builder.sources.files import WrongEncodingError
from district_builder.sources.tables import LONGEST_CELL, Table, read_table
from district_builder.sources.text import clean

HEADER = ("name", "address", "memo")
cells = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("가나다라 커피집,;\t\"'\r\n()0123")),
        st.characters(codec="utf-8", exclude_characters="\x00"),
    ),
    max_size=30,
)
rows = st.lists(st.tuples(cells, cells, cells), max_size=8)
korean = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), max_size=8)


def read(content: bytes, name: str = "a.csv") -> Table:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        path.write_bytes(content)
        return read_table(path, file=f"stores/{name}")


def written(rows, **options) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, **options).writerows([HEADER, *rows])
    return lines.getvalue()


def filled(rows):
    """What must come back: the rows with their numbers, clean, without those in which nothing stands."""
    return tuple((number, tuple(clean(cell) for cell in row)) for number, row in enumerate(rows, start=2) if any(row))


@settings(max_examples=80)
@given(
    rows,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_every_dialect_gives_the_same_cells(listed, delimiter, quoting, line_end, mark):
    bare = any("\r" in cell for row in listed for cell in row)
    assume(not (bare and quoting == csv.QUOTE_MINIMAL and line_end == "\n"))  # the writer leaves such cells unquoted
    text = written(listed, delimiter=delimiter, quoting=quoting, lineterminator=line_end)
    table = read(mark + text.encode())
    assert table.header == HEADER
    assert table.rows == filled(listed)
    assert table.torn == ()


@given(st.lists(st.tuples(korean, korean, korean), max_size=8))
def test_cp949_gives_what_utf8_gives(listed):
    try:
        raw = written(listed).encode("cp949")
    except UnicodeEncodeError:  # CP949 holds 11,172 syllables; nothing else is drawn
        pytest.fail("a Hangul syllable that CP949 lacks")
    assert read(raw).rows == read(written(listed).encode()).rows == filled(listed)


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_source_error(content):
    try:
        table = read(content)
    except SourceError as error:
        file = error.file
    else:
        assert all(len(row) == len(table.header) for _, row in table.rows)
        file = table.file
    assert file.endswith("a.csv")


@settings(max_examples=100)
@given(st.text(alphabet='a,;"\n\r\t가 ', max_size=120))
def test_torn_rows_and_good_rows_are_counted_once(text):
    try:
        table = read(text.encode())
    except SourceError:
        return
    numbers = [*table.torn, *(number for number, _ in table.rows)]
    assert len(numbers) == len(set(numbers))
    assert all(len(row) == len(table.header) for _, row in table.rows)


@pytest.mark.parametrize("extra", [1, 2, 5])
def test_a_row_with_more_cells_than_the_header_is_torn(extra):
    table = read(("a,b\n1,2\n" + ",".join("x" * (2 + extra)) + "\n3,4\n").encode())
    assert table.torn == (3,)
    assert [number for number, _ in table.rows] == [2, 4]


def test_empty_cells_past_the_header_are_what_spreadsheets_add():
    table = read(b"a,b,\n1,2,,,\n")
    assert table.torn == ()
    assert [row[:2] for _, row in table.rows] == [("1", "2")]


def test_a_short_row_is_filled_up():
    assert read(b"a,b,c\n1\n").rows == ((2, ("1", "", "")),)


@pytest.mark.parametrize("content", [b"a,b\n1,\x00\n", "a,b\n가,나\n".encode("utf-16"), b"\x00" * 50])
def test_nul_bytes_are_no_text(content):
    with pytest.raises(WrongEncodingError, match="UTF-8도"):
        read(content)


def test_a_very_long_cell_is_cut():
    table = read(b"a,b\n" + b"x" * (LONGEST_CELL + 5_000) + b",1\n")
    assert [len(cell) for cell in table.rows[0][1]] == [LONGEST_CELL, 1]


def test_a_cell_beyond_what_the_format_holds_is_an_error_with_its_row():
    with pytest.raises(SourceError, match=r"a\.csv:2: CSV 형식이 아닙니다"):
        read(b"a,b\n" + b"x" * 200_000 + b",1\n")


def test_an_unclosed_quote_takes_the_rest_and_loses_no_row_before_it():
    table = read('name,address,memo\n가,나,다\n"라,마,바\n사,아,자\n'.encode())
    assert table.rows[0] == (2, ("가", "나", "다"))
    assert len(table.rows) == 2


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_nothing_written_is_nothing_read(content):
    assert read(content).rows == ()


def test_a_wrong_byte_is_told_by_its_line():
    with pytest.raises(WrongEncodingError, match=r"a\.csv:3"):
        read("name\n가\n".encode() + b"\xff\xff\n")


@given(rows)
def test_a_whole_column_gives_what_each_cell_gives(listed):
    table = read(written(listed, quoting=csv.QUOTE_ALL).encode())
    dialect = recognise(table)
    assert dialect is not None
    columns = Columns(dialect, table)
    for word in ("name", "address", "phone", "no such word"):
        assert columns.each(word, table.rows) == [columns.first(word, row) for _, row in table.rows]


def test_of_several_columns_of_a_word_the_first_filled_one_counts():
    header = "관리번호,사업장명,좌표정보(x),영업상태명,상세영업상태명,도로명전체주소"
    text = f"{header}\n1,가,,영업,정상,\n2,나,,,폐업,\n3,다,,,,\n"
    table = read(text.encode())
    dialect = recognise(table)
    assert dialect is not None
    assert Columns(dialect, table).each("status", table.rows) == ["영업", "폐업", ""]


@given(st.lists(st.sampled_from(["커피", " 커피 ", "커피\u200b", "null", "", "커 피"]), min_size=1, max_size=20))
def test_a_cell_is_cleaned_alike_wherever_it_stands(words):
    listed = [(word, "x", "") for word in words]
    assert [row[0] for _, row in read(written(listed).encode()).rows] == [clean(word) for word in words]
