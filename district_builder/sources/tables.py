"""CSV and JSON tables as rows of text."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from district_builder.domain.errors import SourceError
from district_builder.sources.files import MOST_ROWS, decode, read_bytes
from district_builder.sources.text import clean, clean_plain, is_plain

LONGEST_CELL = 20_000
MOST_REMEMBERED, LONGEST_REMEMBERED = 300_000, 100  # cells, characters


Row = tuple[int, tuple[str, ...]]
"""A row's number and its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and its rows, all cells cleaned text.

    `rows` holds (row number, cells): in CSV the header is row 1, in JSON the first object is. `torn` are the numbers of
    rows that have more cells than the header; what they mean cannot be known.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    torn: tuple[int, ...] = ()


class _Cleaned(dict[str, str]):
    """Raw cell -> clean cell, each made once: most columns of a register repeat a few words."""

    def __init__(self, clean_cell: Callable[[str], str]) -> None:
        super().__init__()
        self._clean_cell = clean_cell

    def __missing__(self, cell: str) -> str:
        text = self._clean_cell(cell[:LONGEST_CELL])
        if len(self) < MOST_REMEMBERED and len(cell) <= LONGEST_REMEMBERED:
            self[cell] = text
        return text


def read_table(path: Path, *, file: str) -> Table:
    """Read a .csv, .tsv or .json table; `file` is its name inside the source folder.

    JSON is a list of objects, or an object that holds one such list.

    Raises:
        SourceError: too large, wrongly encoded, too many rows, or no table at all.
    """
    text = decode(read_bytes(path), path)
    if path.suffix.lower() == ".json":
        return _table_from_json(text, path, file=file)
    return _table_from_csv(text, path, file=file)


def _table_from_csv(text: str, path: Path, *, file: str) -> Table:
    first_line = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",\t;", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: tuple[str, ...] = ()
    rows, torn = [], []
    cleaned = _Cleaned(clean_plain if is_plain(text) else clean)
    try:
        for number, cells in enumerate(_numbered(reader, path), start=1):
            if not header:
                header = tuple(clean(cell) for cell in cells)
                continue
            while len(cells) > len(header) and not cells[-1].strip():
                cells.pop()
            if not any(cells):
                continue
            if len(cells) > len(header):
                torn.append(number)
                continue
            rows.append((number, tuple([cleaned[cell] for cell in cells]) + ("",) * (len(header) - len(cells))))
    except csv.Error as error:
        problem = f"CSV 형식이 아닙니다 ({error})."
        raise SourceError(problem, remedy="CSV로 다시 저장하세요.", file=path, row=reader.line_num) from error
    return Table(file=file, header=header, rows=tuple(rows), torn=tuple(torn))


def _numbered(reader: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    for count, cells in enumerate(reader):
        if count > MOST_ROWS:
            raise SourceError("행이 2,000,000개를 넘습니다.", remedy="필요한 지역의 행만 남기세요.", file=path)
        yield cells


def _table_from_json(text: str, path: Path, *, file: str) -> Table:
    objects = _objects(text, path)
    header = tuple(dict.fromkeys(key for thing in objects for key in thing))
    rows = tuple(
        (number, tuple(clean(_cell(thing.get(key))) for key in header)) for number, thing in enumerate(objects, start=1)
    )
    return Table(file=file, header=tuple(clean(key) for key in header), rows=rows)


def _objects(text: str, path: Path) -> list[dict[str, Any]]:
    remedy = '[{"이름": …}, …] 모양의 목록으로 고치세요.'
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
        line = getattr(error, "lineno", None)
        raise SourceError("JSON 형식이 아닙니다.", remedy=remedy, file=path, row=line) from error
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 else [content]
    if not isinstance(content, list) or not all(isinstance(thing, dict) for thing in content):
        raise SourceError("객체의 목록이 아닙니다.", remedy=remedy, file=path)
    if len(content) > MOST_ROWS:
        raise SourceError("행이 2,000,000개를 넘습니다.", remedy="필요한 지역의 행만 남기세요.", file=path)
    return content


def _cell(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value)[:LONGEST_CELL]
