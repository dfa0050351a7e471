"""Pictures cut short or damaged are refused or read, never anything else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.formats.pictures import PictureRefused, read_picture
from tests.district_builder.formats.picture_samples import FORMATS, encoded, gradient


def outcome(content: bytes) -> str:
    try:
        return read_picture(content, wanted_side=96).mode
    except PictureRefused:
        return "refused"


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
