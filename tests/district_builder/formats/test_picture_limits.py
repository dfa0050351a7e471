"""How many bytes and pixels, how much time and memory a picture may ask for, whoever sent it."""

import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from district_builder.formats.pictures import LARGEST_BYTES, PictureRefused, load_picture, read_picture
from tests.district_builder.formats.picture_samples import encoded

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


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, body)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


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
