"""However a phone was held, its picture comes out upright."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from district_builder.formats.pictures import load_picture, read_picture
from tests.district_builder.formats.picture_samples import encoded, gradient


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_orientation_comes_out_upright(kind: str, orientation: int) -> None:
    stored_from_upright = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the inverse turn of what the tag asks for
    stored = gradient()
    if orientation > 1:
        stored = stored.transpose(Image.Transpose(stored_from_upright[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    read = read_picture(encoded(stored, kind, exif=exif, quality=95), wanted_side=96)
    assert read.size == (96, 64)
    assert np.abs(np.asarray(read, int) - np.asarray(gradient(), int)).mean() < 4


@pytest.mark.data
@pytest.mark.parametrize("name", ["Landscape", "Portrait"])
def test_the_example_files_of_every_orientation_show_one_picture(shared_data: Path, name: str) -> None:
    reads = [
        load_picture(shared_data / "photos-exif-orientation" / f"{name}_{number}.jpg", wanted_side=400)
        for number in range(9)
    ]
    thumbnails = [np.asarray(read.convert("L").resize((32, 32)), float).ravel() for read in reads]
    assert len({read.size for read in reads}) == 1
    assert all(np.corrcoef(thumbnails[1], other)[0, 1] > 0.99 for other in thumbnails)


@pytest.mark.data
def test_heic_is_turned_once_and_not_twice(shared_data: Path) -> None:
    """The drawn arrow points up: its tip is in the middle, its wings are above half height. libheif turns by itself."""
    arrow = load_picture(shared_data / "photos-heic" / "arrow.heic", wanted_side=256)
    ink = np.asarray(arrow.convert("L")) < 70
    rows = np.flatnonzero(ink.any(axis=1))
    spans = np.array([np.ptp(np.flatnonzero(ink[row])) for row in rows])
    assert arrow.height > arrow.width
    assert 0.35 < np.flatnonzero(ink[rows[0]]).mean() / arrow.width < 0.65
    assert rows[spans.argmax()] / arrow.height < 0.5
