"""Whatever colours a picture was stored in, it is read in sRGB."""

import struct
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageCms

from district_builder.formats.pictures import read_picture
from tests.district_builder.formats.picture_samples import encoded, gradient

P3_D50 = np.array([[0.5151, 0.2920, 0.1571], [0.2412, 0.6922, 0.0666], [-0.0011, 0.0419, 0.7841]])
SRGB_D50 = np.array([[0.4360, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]])


def display_p3() -> bytes:
    """The least ICC v2 profile of a phone's wide colours: three primaries and a gamma of 2.2 (ICC.1:2001-04)."""
    words = b"wide"
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(words) + 1) + words + bytes(1 + 4 + 4 + 2 + 1 + 67),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": xyz_tag([0.9642, 1.0, 0.8249]),
        **{f"{name}XYZ".encode(): xyz_tag(P3_D50[:, index]) for index, name in enumerate("rgb")},
        **{f"{name}TRC".encode(): b"curv" + struct.pack(">IIH", 0, 1, round(2.2 * 256)) for name in "rgb"},
    }
    table, body = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name, 132 + 12 * len(tags) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4sI4s4s4s", 132 + 12 * len(tags) + len(body), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + xyz_tag([0.9642, 1.0, 0.8249])[8:]
    return head.ljust(128, b"\0") + table + body


def xyz_tag(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65536) for value in values))


def test_a_picture_in_other_primaries_becomes_srgb() -> None:
    """Against the arithmetic of the two spaces, for colours that both can show."""
    colours = np.random.default_rng(5).integers(70, 190, (8, 8, 3), dtype=np.uint8)
    content = encoded(Image.fromarray(colours), "PNG", icc_profile=display_p3())
    linear = (colours / 255) ** 2.2 @ P3_D50.T @ np.linalg.inv(SRGB_D50).T
    expected = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.clip(linear, 0, 1) ** (1 / 2.4) - 0.055) * 255
    read = np.asarray(read_picture(content, wanted_side=8), float)
    assert np.abs(read - colours).max() > 10
    assert np.abs(read - expected).max() < 2


@pytest.mark.parametrize(
    "profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"not a profile", b"\0" * 200]
)
def test_a_picture_that_is_srgb_already_or_has_a_broken_profile_is_left_alone(profile: bytes) -> None:
    content = encoded(gradient(), "PNG", icc_profile=profile)
    assert read_picture(content, wanted_side=96).tobytes() == gradient().tobytes()


def test_transparency_becomes_white_paper() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert read_picture(encoded(clear, "PNG"), wanted_side=40).getpixel((5, 5)) == (255, 255, 255)
    palette = Image.new("P", (40, 40))
    palette.putpalette([10, 20, 30])
    assert read_picture(encoded(palette, "PNG", transparency=0), wanted_side=40).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("L", (40, 40), 77), (77, 77, 77)),
        (Image.new("1", (40, 40), 1), (255, 255, 255)),
        (Image.new("LA", (40, 40), (77, 255)), (77, 77, 77)),
        (Image.fromarray(np.full((40, 40), 77 * 256 + 9, np.uint16)), (77, 77, 77)),
    ],
)
def test_every_kind_of_pixel_becomes_rgb(image: Image.Image, colour: tuple[int, int, int]) -> None:
    assert read_picture(encoded(image, "PNG"), wanted_side=40).getpixel((5, 5)) == colour


def test_printers_colours_are_understood() -> None:
    content = encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95)
    red, green, blue = read_picture(content, wanted_side=40).getpixel((5, 5))
    assert red > 240
    assert max(green, blue) < 15
