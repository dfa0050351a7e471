"""Sheets show both sides alike: same size, no hint in the order, and numbers that belong to the pictures."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.likeness.blind import CAPTION, CROP, MARGIN, Crop, Pair, blind_sheet, ours_left
from tests.likeness.cycles_pictures import Traced
from tests.likeness.sheet import CELL, Compared, side_by_side, table

OURS, THEIRS = (200, 30, 30), (30, 30, 200)


def _save(folder: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int]) -> Path:
    Image.new("RGB", size, colour).save(folder / name)
    return folder / name


@pytest.fixture
def pairs(tmp_path: Path) -> list[Pair]:
    ours = Crop(picture=_save(tmp_path, "ours.png", OURS, (960, 600)), box=(0, 0, 960, 600))
    theirs = Crop(picture=_save(tmp_path, "theirs.png", THEIRS, (500, 400)), box=(10, 10, 490, 310))
    return [Pair(subject=f"thing {number}", ours=ours, theirs=theirs) for number in range(6)]


def test_the_key_says_truly_where_ours_stands(pairs: list[Pair]) -> None:
    sheet, key = blind_sheet(pairs, seed="a")
    lines = key.splitlines()[1:]
    for number, line in enumerate(lines):
        left = number % 2 * (CROP[0] * 2 + MARGIN * 3) + MARGIN
        top = number // 2 * (CROP[1] + CAPTION + MARGIN) + CAPTION
        seen = sheet.getpixel((left + CROP[0] // 2, top + CROP[1] // 2))
        assert ("ours is A" in line) == (seen == OURS)
    assert {"ours is A" in line for line in lines} == {True, False}


@given(st.text(max_size=8), st.integers(0, 30))
def test_ours_stands_on_each_side_equally_often_and_the_seed_decides(seed: str, count: int) -> None:
    sides = ours_left(count, seed=seed)
    assert sum(sides) == count // 2
    assert sides == ours_left(count, seed=seed)


def test_a_crop_that_would_squeeze_or_leave_its_picture_is_refused(tmp_path: Path) -> None:
    picture = _save(tmp_path, "wide.png", OURS, (800, 400))
    with pytest.raises(ValueError, match="Change its width"):
        Crop(picture=picture, box=(0, 0, 400, 400)).cut()
    with pytest.raises(ValueError, match="leaves it"):
        Crop(picture=picture, box=(600, 0, 1080, 300)).cut()
    assert Crop(picture=picture, box=(0, 0, 480, 300)).cut().size == CROP


def _compared(shot: str, *, ours: int, theirs: int) -> Compared:
    shape = (40, 60)
    kind = np.zeros(shape, np.uint8)
    kind[20:] = 1
    kind[30:] = 3
    traced = Traced(picture=np.full((*shape, 3), theirs, np.uint8), is_street=kind > 0, kind=kind)
    return Compared.of(shot, Image.new("RGB", (60, 40), (ours,) * 3), traced)


def test_the_table_has_a_row_a_shot_with_likeness_by_kind() -> None:
    text = table([_compared("start", ours=100, theirs=100), _compared("end", ours=50, theirs=100)])
    head, _, same, other = text.splitlines()
    assert head.startswith("| shot | SSIM |")
    assert "| start | **1.000** |" in same
    assert "1.00 (50%)" in same  # ground and signs share the street
    assert "| 0.50 |" in other  # half as bright
    assert {line.count("|") for line in text.splitlines()} == {head.count("|")}


def test_the_sheet_shows_walker_and_cycles_and_where_they_differ() -> None:
    sheet = side_by_side([_compared("end", ours=50, theirs=100)])
    width, height = CELL
    at = height - 20
    assert sheet.getpixel((width // 2, at)) == (50, 50, 50)
    assert sheet.getpixel((width + width // 2, at)) == (100, 100, 100)
    likeness = sheet.getpixel((2 * width + width // 2, at))
    assert 150 < likeness[0] < 255  # type: ignore[index]
    assert sheet.getpixel((2 * width + width // 2, 20)) == (255, 255, 255)  # the sky is no difference
