"""district.toml: what it says, and one clear sentence for what is wrong in it."""

from pathlib import Path

import pytest

from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import NoteKind
from district_builder.sources.district_file import is_slug, read_district

WHOLE = """\
slug = "kaywon"
name_ko = "계원대학로"
name_en = "Kaywon"
timezone = "Asia/Seoul"
anchor = [126.9722, 37.3795]
streets = ["계원대학로", "내손로"]
start = [126.9716, 37.3798]
bearing_degrees = -260.0
coordinate_system = "EPSG:5174"
attribution = ["행정안전부"]
example = true
"""


def write(folder: Path, text: str) -> Path:
    (folder / "district.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_entry_is_read(tmp_path: Path) -> None:
    district, notes = read_district(write(tmp_path, WHOLE))
    assert (district.slug, district.name_ko, district.name_en) == ("kaywon", "계원대학로", "Kaywon")
    assert (district.anchor, district.start) == (LonLat(126.9722, 37.3795), LonLat(126.9716, 37.3798))
    assert (district.streets, district.bearing_degrees) == (("계원대학로", "내손로"), 100.0)
    assert (district.coordinate_system, district.attribution, district.is_example) == (
        "EPSG:5174",
        ("행정안전부",),
        True,
    )
    assert notes == ()


def test_three_entries_are_enough(tmp_path: Path) -> None:
    district, _ = read_district(write(tmp_path, 'slug = "a"\nname_ko = "가"\nanchor = [126, 37]\n'))
    assert (district.timezone, district.streets, district.start) == ("Asia/Seoul", (), None)


def test_an_unknown_entry_is_noted(tmp_path: Path) -> None:
    _, notes = read_district(write(tmp_path, WHOLE + 'colour = "red"\n'))
    assert [(note.kind, note.file) for note in notes] == [(NoteKind.UNREADABLE_ROW, "district.toml")]
    assert "colour" in notes[0].text


def test_a_folder_without_the_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="golmok new"):
        read_district(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('slug = "kaywon"', 'slug = "Kay won"'),
        ('slug = "kaywon"', "slug = 3"),
        ('name_ko = "계원대학로"', 'name_ko = ""'),
        ("anchor = [126.9722, 37.3795]", ""),
        ("anchor = [126.9722, 37.3795]", "anchor = [37.3795, 126.9722]"),
        ("anchor = [126.9722, 37.3795]", 'anchor = ["a", "b"]'),
        ("anchor = [126.9722, 37.3795]", "anchor = [nan, 37.0]"),
        ('timezone = "Asia/Seoul"', 'timezone = "Asia/Uiwang"'),
        ('timezone = "Asia/Seoul"', 'timezone = "../../etc/passwd"'),
        ('coordinate_system = "EPSG:5174"', 'coordinate_system = "EPSG:1"'),
        ("bearing_degrees = -260.0", "bearing_degrees = 1000"),
        ("example = true", 'example = "yes"'),
        ('streets = ["계원대학로", "내손로"]', "streets = 5"),
        ("bearing_degrees = -260.0", f"bearing_degrees = {'9' * 5000}"),
    ],
)
def test_a_wrong_entry_is_an_error_that_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    assert old in WHOLE
    with pytest.raises(SourceError, match=r"^district\.toml"):
        read_district(write(tmp_path, WHOLE.replace(old, new)))


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^district\.toml:3: TOML"):
        read_district(write(tmp_path, 'slug = "a"\nname_ko = "가"\nanchor = [126, \n= 5\n'.replace("[126, \n", "\n")))


@pytest.mark.parametrize(
    ("text", "is_good"), [("kaywon", True), ("a-1", True), ("-a", False), ("a" * 64, False), ("가", False), ("", False)]
)
def test_a_slug_fits_into_an_address(text: str, is_good: bool) -> None:
    assert is_slug(text) is is_good
