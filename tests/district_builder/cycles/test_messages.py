"""A message comes through whole or is refused; nothing of it can run, and nothing is larger than agreed."""

import io
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from district_builder.cycles import messages
from district_builder.cycles.messages import LENGTH, MessageError, read_message, write_message

some_arrays = st.dictionaries(
    st.text("abcdefgh_", min_size=1, max_size=8),
    st.sampled_from([np.float32, np.float64, np.int64, np.bool_]).flatmap(
        lambda kind: arrays(kind, array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
    ),
    min_size=1,
    max_size=4,
)


def sent(content: dict[str, np.ndarray]) -> bytes:
    stream = io.BytesIO()
    write_message(stream, content)
    return stream.getvalue()


def framed(body: bytes) -> io.BytesIO:
    return io.BytesIO(LENGTH.pack(len(body)) + body)


@given(st.lists(some_arrays, max_size=3))
def test_messages_come_out_as_they_went_in_and_in_order(contents):
    stream = io.BytesIO(b"".join(map(sent, contents)))
    for content in contents:
        got = read_message(stream)
        assert got is not None
        assert got.keys() == content.keys()
        for name, value in content.items():
            np.testing.assert_array_equal(got[name], value)
            assert got[name].dtype == value.dtype
    assert read_message(stream) is None


@given(st.data())
def test_a_message_cut_off_anywhere_is_refused(data):
    whole = sent({"points": np.zeros((3, 3))})
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(MessageError, match="ends"):
        read_message(io.BytesIO(whole[:cut]))


def test_a_length_beyond_the_limit_is_refused_before_anything_is_read():
    stream = io.BytesIO(LENGTH.pack(2**60) + b"the rest")
    with pytest.raises(MessageError, match="allowed"):
        read_message(stream)
    assert stream.read() == b"the rest"


def test_what_unpacks_beyond_the_limit_is_refused():
    body = io.BytesIO()
    np.savez_compressed(body, zeros=np.zeros(1_000_000))
    assert len(body.getvalue()) < 100_000
    with pytest.raises(MessageError, match="unpacks"):
        read_message(framed(body.getvalue()), most_bytes=100_000)


def test_an_object_that_would_run_code_is_refused_both_ways():
    with pytest.raises(ValueError, match="allow_pickle"):
        sent({"object": np.array([print], dtype=object)})
    body = io.BytesIO()
    np.savez(body, object=np.array([print], dtype=object))
    with pytest.raises(MessageError, match="allow_pickle"):
        read_message(framed(body.getvalue()))


def test_more_than_the_other_end_takes_is_not_sent(monkeypatch):
    monkeypatch.setattr(messages, "MOST_BYTES", 1000)
    stream = io.BytesIO()
    with pytest.raises(MessageError, match="1000 are allowed"):
        write_message(stream, {"large": np.zeros(1000)})
    assert not stream.getvalue()


@given(st.binary(max_size=200))
def test_noise_is_refused(body):
    with pytest.raises(MessageError):
        read_message(framed(body))


def test_a_zip_of_something_else_is_refused():
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        packed.writestr("points.npy", b"\x93NUMPY but then no more")
    with pytest.raises(MessageError, match="not arrays"):
        read_message(framed(body.getvalue()))
