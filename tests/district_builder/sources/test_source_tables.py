"""CSV and JSON files, their encodings and their limits."""

import json
from pathlib import Path

import pytest

from district_builder.domain.errors import SourceError
from district_builder.sources import files, tables
from district_builder.sources.dialects import DIALECTS, Columns, recognise
from district_builder.sources.files import WrongEncodingError, decode, files_below
from district_builder.sources.tables import read_table

DIALECT_OF = {
    "accom": "인허가 축약표",
    "animalHospital": "인허가 축약표",
    "bathHouse": "인허가 축약표",
    "elevator": "승강기 대장",
    "gasStation": "주유소 변동",
    "hospitalInfo": "건강보험심사평가원 요양기관",
    "jobMating": "인허가 축약표",
    "karaoke": "LOCALDATA 인허가",
    "necessariesPrice": "생필품 가격",
    "optician": "인허가 축약표",
    "pcRoom": "인허가 축약표",
    "pharmacyInfo": "건강보험심사평가원 요양기관",
    "postnatal": "인허가 축약표",
    "restaurant": "경기도 음식점",
    "singingRoom": "인허가 축약표",
}


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_csv_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    table = read_table(write(tmp_path / "a.csv", "이름,주소\n뚜레쥬르,계원대학로 2\n", encoding), file="a.csv")
    assert table.header == ("이름", "주소")
    assert table.rows == ((2, ("뚜레쥬르", "계원대학로 2")),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_one_clear_sentence(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(WrongEncodingError, match=r"a\.csv: 글자 인코딩이 UTF-8도 CP949도 아닙니다.*CSV UTF-8"):
        read_table(write(tmp_path / "a.csv", "이름,주소\n가,나\n", encoding), file="a.csv")


def test_bytes_of_no_korean_encoding_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("이름\n가게\n".encode() + b"\xff\xff\xff\n")
    with pytest.raises(WrongEncodingError) as caught:
        decode(path.read_bytes(), path)
    assert caught.value.file == str(path)


@pytest.mark.data
def test_the_same_rows_come_from_utf_8_and_cp949(shared_data: Path) -> None:
    folder = shared_data / "gyeonggi-localdata"
    one = read_table(folder / "anyang_gunpo_uiwang.csv", file="x")
    other = read_table(folder / "anyang_gunpo_uiwang.cp949.csv", file="x")
    assert len(one.rows) == 988
    assert one == other


def test_rows_count_from_the_header_and_blank_lines_count_too(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "이름,주소\n\n가,나\n,\n다,라\n"), file="a.csv")
    assert [row for row, _ in table.rows] == [3, 5]


def test_a_row_with_too_many_cells_is_torn_and_a_short_one_is_filled(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "이름,주소\n가,나,다\n라\n마,바,\n"), file="a.csv")
    assert table.torn == (2,)
    assert table.rows == ((3, ("라", "")), (4, ("마", "바")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    table = read_table(write(tmp_path / "a.csv", f"이름{delimiter}주소\n가{delimiter}나\n"), file="a.csv")
    assert table.header == ("이름", "주소")


def test_json_objects_are_rows_whatever_keys_they_lack(tmp_path: Path) -> None:
    content = json.dumps({"stores": [{"name": "가", "lon": 126.9}, {"name": "나", "example": True}]})
    table = read_table(write(tmp_path / "a.json", content), file="a.json")
    assert table.header == ("name", "lon", "example")
    assert table.rows == ((1, ("가", "126.9", "")), (2, ("나", "", "true")))


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[1, 2]",
        '"x"',
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param('[{"name": ' + "9" * 5000 + "}]", id="digits"),
    ],
)
def test_json_that_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError, match=r"JSON|객체"):
        read_table(write(tmp_path / "a.json", content), file="a.json")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE_BYTES", 10)
    with pytest.raises(SourceError, match="한도"):
        read_table(write(tmp_path / "a.csv", "이름,주소\n가게,나라\n"), file="a.csv")


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(SourceError, match="2,000,000"):
        read_table(write(tmp_path / "a.csv", "이름\n" + "가\n" * 5), file="a.csv")


def test_files_come_by_name_without_hidden_ones_and_links(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden.csv", "~$a.csv"):
        write(tmp_path / name, "x")
    (tmp_path / "c.csv").symlink_to(tmp_path / "a.csv")
    assert [path.name for path in files_below(tmp_path)] == ["a.csv", "b.csv"]
    assert files_below(tmp_path / "nowhere") == ()


@pytest.mark.data
@pytest.mark.parametrize(("name", "dialect"), DIALECT_OF.items())
def test_each_open_table_is_recognised_by_its_header(shared_data: Path, name: str, dialect: str) -> None:
    path = shared_data / "uiwang-open-tables" / f"{name}_uiwang.csv"
    found = recognise(read_table(path, file=path.name))
    assert found
    assert found.name == dialect


@pytest.mark.data
def test_both_generations_of_the_39_columns_are_one_dialect(shared_data: Path) -> None:
    for path in sorted((shared_data / "sbiz-format").glob("*.csv")):
        table = read_table(path, file=path.name)
        found = recognise(table)
        assert len(table.header) == 39
        assert found
        assert found.name == "상가(상권)정보"


@pytest.mark.data
def test_a_table_of_something_else_is_not_recognised(shared_data: Path) -> None:
    path = shared_data / "uiwang-open-tables" / "legalDong_uiwang.csv"
    assert recognise(read_table(path, file=path.name)) is None


def test_our_own_columns_may_be_korean(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "이름,분류,주소,전화\n가,카페,계원대학로 2,031-1\n"), file="a.csv")
    dialect = recognise(table)
    assert dialect
    columns = Columns(dialect, table)
    cells = table.rows[0][1]
    assert [columns.first(word, cells) for word in ("name", "category", "phone", "lon")] == ["가", "카페", "031-1", ""]


def test_menus_and_products_are_told_apart_from_stores(tmp_path: Path) -> None:
    headers = {
        "store,section,item,price": "메뉴표",
        "가게,구분,메뉴,가격,설명,사진,대표": "메뉴표",
        "상가업소번호,상호명,메뉴,가격": "메뉴표",
        "가게명,메뉴명,가격": "메뉴표",
        "store,item": "가격 없는 메뉴표",
        "store,name,price,maker,seen_on": "상품표",
        "관리번호,상품명,가격": "상품표",
        "상가업소번호,상호명,도로명주소,메뉴": "상가(상권)정보",
        "name,address": "가게 목록",
        "건물명,건물층수": "승강기 대장",
    }
    for header, name in headers.items():
        dialect = recognise(read_table(write(tmp_path / "a.csv", f"{header}\n"), file="a.csv"))
        assert dialect
        assert dialect.name == name


def test_no_two_dialects_share_a_name() -> None:
    assert len({dialect.name for dialect in DIALECTS}) == len(DIALECTS)
