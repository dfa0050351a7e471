"""Photos from phones, from strangers and from people who mean harm."""

import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from district_builder.formats.pictures import (
    LARGEST_BYTES,
    PictureFormat,
    PictureRefused,
    encode_webp,
    load_picture,
    read_picture,
    sniffed_format,
)

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]

READ_ALL = """
import json, sys, time
from pathlib import Path
from district_builder.formats.pictures import PictureRefused, load_picture
try:
    import resource
except ImportError:
    resource = None  # only some platforms can be told a limit
else:
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
answers = {}
for file in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        answer = list(load_picture(file, wanted_side=512).size)
    except PictureRefused as refusal:
        answer = refusal.reason_ko
    answers[file.name] = [answer, time.process_time() - start]
status = Path("/proc/self/status")  # getrusage would also count the process that started this one
peaks = [line.split()[1] for line in status.read_text().splitlines() if line[:6] == "VmHWM:"] if status.exists() else []
peak = int(peaks[0]) if peaks else 0
print(json.dumps([answers, peak]))
"""


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def gradient(width: int = 96, height: int = 64) -> Image.Image:
    """Red grows to the right, green downwards: every corner is another colour."""
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return Image.fromarray(np.stack([x, y, np.full_like(x, 90)], axis=-1).astype(np.uint8))


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


def outcome(content: bytes) -> str:
    try:
        return read_picture(content, wanted_side=96).mode
    except PictureRefused:
        return "refused"


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, body)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


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


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic"]
)
def test_nothing_but_a_beginning_is_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused):
        read_picture(content, wanted_side=96)


@settings(deadline=None, max_examples=60)
@given(kind=st.sampled_from(FORMATS), cut=st.floats(0, 0.98))
def test_a_truncated_file_is_refused_or_read_never_anything_else(kind: str, cut: float) -> None:
    content = encoded(gradient(), kind, quality=80)
    assert outcome(content[: int(len(content) * cut)]) in ("RGB", "refused")


@settings(deadline=None, max_examples=100)
@given(kind=st.sampled_from(FORMATS), seed=st.integers(0, 2**32))
def test_damaged_bytes_are_refused_or_read_never_anything_else(kind: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    content = bytearray(encoded(gradient(), kind, quality=80))
    for place in random.integers(0, len(content), 12):
        content[place] = random.integers(0, 256)
    assert outcome(bytes(content)) in ("RGB", "refused")


def test_a_bomb_is_refused_from_its_header() -> None:
    for side in (8_001, 10_000, 20_000, 2**31 - 1):  # over our limit, over Pillow's warning, over Pillow's limit
        with pytest.raises(PictureRefused, match="6,400만"):
            read_picture(png_header(side, side), wanted_side=96)
    with pytest.raises(PictureRefused, match="손상"):
        read_picture(png_header(8_000, 8_000), wanted_side=96)


def test_too_many_bytes_are_refused_and_so_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    heavy = tmp_path / "front.jpg"
    with heavy.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PictureRefused, match="30MB보다"):
        load_picture(heavy, wanted_side=96)
    with pytest.raises(PictureRefused, match="30MB보다"):
        read_picture(bytes(LARGEST_BYTES + 1), wanted_side=96)
    with pytest.raises(PictureRefused, match=r"열 수 없습니다: gone\.jpg"):
        load_picture(tmp_path / "gone.jpg", wanted_side=96)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("full", "wanted", "side"),
    [(4032, 1024, 1008), (4000, 1024, 1000), (3000, 1024, 1500), (900, 1024, 900), (4032, 64, 504)],
)
def test_a_large_picture_comes_near_the_wanted_side_by_a_whole_divisor(
    kind: str, full: int, wanted: int, side: int
) -> None:
    content = encoded(Image.new("RGB", (full, 48)), kind)
    assert read_picture(content, wanted_side=wanted).width == side


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


def test_webp_is_the_same_each_time_and_drops_an_idle_alpha() -> None:
    opaque = gradient().convert("RGBA")
    assert encode_webp(opaque, quality=60) == encode_webp(gradient(), quality=60)
    clear = opaque.copy()
    clear.putalpha(0)
    kept = np.asarray(Image.open(io.BytesIO(encode_webp(clear, quality=90))))
    assert np.abs(kept[..., :3].astype(int) - np.asarray(gradient(), int)).mean() < 8


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


def answers_of(folder: Path) -> tuple[dict[str, tuple[object, float]], int]:
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(folder)], capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    answers, peak_kilobytes = json.loads(done.stdout)
    return answers, peak_kilobytes


@pytest.mark.data
def test_hostile_pictures_are_refused_or_read_within_time_and_memory(shared_data: Path) -> None:
    answers, peak_kilobytes = answers_of(shared_data / "bad-images")
    assert len(answers) == len(list((shared_data / "bad-images").iterdir()))
    assert max(seconds for _, seconds in answers.values()) < 5
    assert peak_kilobytes < 600_000
    assert answers["truncated_jpeg.jpg"][0] == "사진 파일이 손상되어 읽을 수 없습니다."
    assert answers["decompression_bomb.gif"][0] == "사진으로 쓸 수 없는 파일입니다."
    assert answers["hopper_orientation_6.jpg"][0] == [128, 128]


@pytest.mark.data
def test_pictures_of_real_phones_in_heic_are_read(shared_data: Path) -> None:
    answers, peak_kilobytes = answers_of(shared_data / "photos-heic")
    read = {name: answer for name, (answer, _) in answers.items() if name.endswith(".heic")}
    assert all(isinstance(answer, list) for answer in read.values()), read
    assert len(read) >= 5
    assert peak_kilobytes < 1_000_000
