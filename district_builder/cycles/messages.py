"""Arrays by name over a pipe: eight bytes of length, then an npz without pickles. Both ends have a limit to keep to."""

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

LENGTH = struct.Struct("<Q")
MOST_BYTES = 1 << 30  # a tile is three orders below it
ROOM_FOR_NAMES = 1 << 16

Arrays = Mapping[str, NDArray[Any]]


class MessageError(ValueError):
    """What came, or what was to go, is no message within the limit."""


def write_message(stream: IO[bytes], arrays: Arrays) -> None:
    """Write one message and flush it.

    Raises:
        MessageError: it is larger than MOST_BYTES.
    """
    body = io.BytesIO()
    np.savez(body, allow_pickle=False, **dict(arrays))
    if body.tell() > MOST_BYTES:
        raise MessageError(f"a message of {body.tell()} bytes, {MOST_BYTES} are allowed")
    stream.write(LENGTH.pack(body.tell()))
    stream.write(body.getbuffer())
    stream.flush()


def read_message(stream: IO[bytes], *, most_bytes: int = MOST_BYTES) -> dict[str, NDArray[Any]] | None:
    """The next message, None where the stream ends before one.

    Raises:
        MessageError: it is cut off, larger than `most_bytes` packed or unpacked, or not arrays by name.
    """
    head = stream.read(LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size:
        raise MessageError("the stream ends within a message's length")
    (size,) = LENGTH.unpack(head)
    if size > most_bytes:
        raise MessageError(f"a message of {size} bytes, {most_bytes} are allowed")
    body = stream.read(size)
    if len(body) < size:
        raise MessageError(f"the stream ends after {len(body)} of a message's {size} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > most_bytes:
            raise MessageError(f"a message that unpacks to {unpacked} bytes, {most_bytes} are allowed")
        with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
            return dict(arrays)
    except (zipfile.BadZipFile, EOFError, KeyError, OSError, ValueError) as refused:
        raise MessageError(f"not arrays by name: {refused}") from refused
