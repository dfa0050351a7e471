"""The process that holds Blender: reads what is told and asked on stdin, answers on what was stdout.

Started by `blender.py` with an interpreter that has `bpy`, which may not be the builder's own: so this module and those
it needs stand on numpy and the standard library.
"""

import os
import sys
from typing import BinaryIO

import numpy as np

from district_builder.cycles.exposures import Solid, unpacked
from district_builder.cycles.messages import read_message, write_message

READY, LIGHT = "ready", "light"
NO_BLENDER = 3  # an exit code


def serve(threads: int) -> int:
    """Answer until the pipe ends; returns the exit code."""
    answers = _answers_alone()
    try:
        from district_builder.cycles.dark_room import DarkRoom

        room = DarkRoom(threads=threads)
    except ModuleNotFoundError as missing:
        if missing.name != "bpy":
            raise
        return NO_BLENDER
    write_message(answers, {READY: np.array(True)})
    while (arrays := read_message(sys.stdin.buffer)) is not None:
        asked = unpacked(arrays)
        if isinstance(asked, Solid):
            room.put(asked)
            write_message(answers, {READY: np.array(True)})
        else:
            write_message(answers, {LIGHT: room.expose(asked)})
    return 0


def _answers_alone() -> BinaryIO:
    """What was stdout, for messages alone: Blender chats there from C, and nobody listens any more."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers
