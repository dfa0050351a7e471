"""Which formats of pictures are read, and what is left of a picture when it is written again."""

import io

import numpy as np
import pytest
from PIL import Image

from district_builder.formats.pictures import PictureFormat, PictureRefused, encode_webp, read_picture, sniffed_format
from tests.district_builder.formats.picture_samples import FORMATS, encoded, gradient


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_that_phones_make_is_known_by_its_bytes_and_read(kind: str) -> None:
    content = encoded(gradient(), kind, quality=95)
    assert sniffed_format(content) == PictureFormat(kind)
    read = read_picture(content, wanted_side=96)
    assert (read.mode, read.size) == ("RGB", (96, 64))
    assert np.abs(np.asarray(read, int) - np.asarray(gradient(), int)).mean() < 4


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM", "JPEG2000", "TGA"])
def test_other_formats_are_refused_with_the_list_of_good_ones(kind: str) -> None:
    with pytest.raises(PictureRefused, match="JPEG, PNG, WebP, HEIC, AVIF"):
        read_picture(encoded(gradient(), kind), wanted_side=96)


def test_metadata_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    content = encoded(gradient(), "JPEG", exif=exif, comment=b"PhoneMaker")
    assert b"PhoneMaker" in content
    read = read_picture(content, wanted_side=96)
    assert read.info == {}
    assert b"PhoneMaker" not in encoded(read, "JPEG") + encode_webp(read, quality=80)
    assert not read.getexif()


def test_webp_is_the_same_each_time_and_drops_an_idle_alpha() -> None:
    opaque = gradient().convert("RGBA")
    assert encode_webp(opaque, quality=60) == encode_webp(gradient(), quality=60)
    clear = opaque.copy()
    clear.putalpha(0)
    kept = np.asarray(Image.open(io.BytesIO(encode_webp(clear, quality=90))))
    assert np.abs(kept[..., :3].astype(int) - np.asarray(gradient(), int)).mean() < 8
