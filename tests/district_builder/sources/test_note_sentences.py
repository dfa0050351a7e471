"""The sentences that an operator reads, for names with and without a final consonant."""

import csv
import io

import pytest

from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.sources.folder import read_folder

COLUMNS = ("id", "name", "address", "category", "lon", "lat", "status")
HOME = "경기도 의왕시 계원대학로 14"


def notes_of(make_folder, *rows: tuple[str, ...]) -> list[BuildNote]:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([COLUMNS, *rows])
    return list(read_folder(make_folder({"stores/a.csv": lines.getvalue()})).notes)


def row(name, *, own="", address=HOME, category="카페", lon="", lat="", status="영업"):
    return own, name, address, category, lon, lat, status


@pytest.mark.parametrize(
    ("name", "topic", "companion"), [("새봄약국", "은", "과"), ("바람커피", "는", "와"), ("가게7", "은", "과")]
)
def test_one_store_listed_twice(make_folder, name, topic, companion):
    (note,) = [one for one in notes_of(make_folder, row(name), row(name)) if one.kind is NoteKind.DUPLICATE_STORE]
    assert note.text == f"'{name}'{topic} stores/a.csv 2행의 '{name}'{companion} 같은 가게로 보고 합쳤습니다."
    assert note.row == 3


@pytest.mark.parametrize(("name", "subject"), [("새봄약국", "이"), ("바람커피", "가")])
def test_an_id_that_another_store_has(make_folder, name, subject):
    found = notes_of(make_folder, row(name, own="s1"), row("딴집", own="s1", address="경기도 의왕시 계원대학로 2"))
    (note,) = [one for one in found if one.kind is NoteKind.DUPLICATE_STORE]
    assert note.text == f"'딴집'의 id 's1'은 '{name}'{subject} 이미 쓰고 있어 넣지 않았습니다."


@pytest.mark.parametrize(("name", "topic"), [("새봄약국", "은"), ("바람커피", "는")])
def test_a_store_far_away(make_folder, name, topic):
    near = [row(f"집{n}", address=f"경기도 의왕시 계원대학로 {n}", lon="126.972", lat="37.379") for n in range(2, 8)]
    far = row(name, address="부산광역시 해운대구 우동1로 5", lon="129.16", lat="35.16")
    (note,) = [one for one in notes_of(make_folder, *near, far) if one.kind is NoteKind.OUTSIDE_AREA]
    assert note.text.startswith(f"'{name}'{topic} 구역에서 3")
    assert note.text.endswith(" km 떨어져 있어 뺐습니다.")


@pytest.mark.parametrize(("words", "particle"), [("우주선", "을"), ("로켓포", "를")])
def test_a_category_that_nobody_knows(make_folder, words, particle):
    (note,) = [
        one for one in notes_of(make_folder, row("바람", category=words)) if one.kind is NoteKind.UNKNOWN_CATEGORY
    ]
    assert note.text == f"분류 '{words}'{particle} 알 수 없어 1개 행을 이름으로 판단하거나 '가게'로 읽었습니다."


def test_a_row_without_a_name(make_folder):
    (note,) = [one for one in notes_of(make_folder, row("가"), row("")) if one.kind is NoteKind.UNREADABLE_ROW]
    assert (note.file, note.row) == ("stores/a.csv", 3)
    assert str(note) == "stores/a.csv:3: 가게 이름이 비어 있습니다. 이 행은 읽지 않았습니다. 행을 고치거나 지우세요."


def test_a_text_that_was_cut_says_which(make_folder):
    (note,) = [one for one in notes_of(make_folder, row("가" * 200)) if one.kind is NoteKind.TEXT_SHORTENED]
    assert note.text == f"'{'가' * 20}'의 이름 글이 너무 길어 줄였습니다."


def test_a_closed_store(make_folder):
    (note,) = [one for one in notes_of(make_folder, row("바람", status="폐업")) if one.kind is NoteKind.CLOSED_STORE]
    assert "폐업" in note.text
    assert note.subject.startswith("s")
