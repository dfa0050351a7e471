"""Blender as a process that is asked and answers. Whatever becomes of it is told with what to do about it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from district_builder.cycles.child import LIGHT, NO_BLENDER
from district_builder.cycles.exposures import Exposure, Solid, packed
from district_builder.cycles.messages import ROOM_FOR_NAMES, Arrays, MessageError, read_message, write_message
from district_builder.domain.errors import GolmokError
from district_builder.geometry.arrays import FloatArray

PYTHON = "GOLMOK_BLENDER_PYTHON"
START_LIMIT_SECS = 120.0
END_LIMIT_SECS = 5.0
MOST_LAST_WORDS = 600
CODE_ROOT = Path(__file__).resolve().parents[2]
# Appended, not put first: what the other interpreter has itself, numpy above all, must win over what lies beside us.
BOOT = (
    "import sys; sys.path.append(sys.argv[1]); from district_builder.cycles.child import serve; "
    "sys.exit(serve(int(sys.argv[2])))"
)
INSTEAD = "빛을 빠르게 굽는 --light fast 로는 Blender 없이도 지을 수 있습니다."


class BlenderError(GolmokError):
    """Blender is missing, died, hung or talked nonsense."""


def blender_command(*, threads: int) -> list[str]:
    """What starts Blender: the Python that GOLMOK_BLENDER_PYTHON names, or our own, with the child's code."""
    return [os.environ.get(PYTHON) or sys.executable, "-P", "-c", BOOT, str(CODE_ROOT), str(threads)]


class Blender:
    """One running Blender.

    After a BlenderError it is gone, and another must be started.
    """

    def __init__(
        self, command: Sequence[str], *, limit_secs: float, start_limit_secs: float = START_LIMIT_SECS
    ) -> None:
        """Start it and wait until it is ready.

        Args:
            limit_secs: how long one measurement may take before Blender counts as hung.

        Raises:
            BlenderError: there is none, or it did not get ready.
        """
        self._python = command[0]
        self._limit_secs = limit_secs
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._words)
        except OSError as refused:
            self._words.close()
            raise BlenderError(
                f"{self._python}: 실행할 수 없습니다. bpy가 있는 파이썬의 경로를 환경 변수 {PYTHON}에 적어 주세요."
            ) from refused
        assert self._process.stdin is not None  # both were asked for
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._converse(None, most_bytes=ROOM_FOR_NAMES, limit_secs=start_limit_secs)

    def put(self, solid: Solid) -> None:
        """Put a solid in the place of the last one.

        Raises:
            BlenderError: Blender is gone.
        """
        self._converse(packed(solid), most_bytes=ROOM_FOR_NAMES, limit_secs=self._limit_secs)

    def expose(self, exposure: Exposure) -> FloatArray:
        """The light on each of an exposure's n sheets, linear RGB (n, 3).

        Raises:
            BlenderError: Blender is gone, or has measured something that is no light.
        """
        count = len(exposure.points)
        if not count:
            return np.zeros((0, 3), dtype=np.float32)
        answer = self._converse(
            packed(exposure), most_bytes=ROOM_FOR_NAMES + count * 3 * 8, limit_secs=self._limit_secs
        )
        light = answer.get(LIGHT, np.zeros(0))
        if light.shape != (count, 3) or light.dtype.kind != "f" or not np.isfinite(light).all() or light.min() < 0:
            self._give_up("빛이 아닌 것을 보내왔습니다")
        return light

    def end(self) -> None:
        """Let it go home; it must not be asked afterwards. One that is gone already may be ended again."""
        self._stop()
        self._words.close()

    def _converse(self, arrays: Arrays | None, *, most_bytes: int, limit_secs: float) -> dict[str, NDArray[Any]]:
        """Say something, if there is anything to say, and hear the answer."""
        is_late = Event()

        def stop() -> None:
            is_late.set()
            self._process.kill()  # which closes its pipes, and so ends writing and reading alike

        watch = Timer(limit_secs, stop)
        watch.start()
        answer, what = None, "갑자기 멈췄습니다"
        try:
            if arrays is not None:
                write_message(self._to, arrays)
            answer = read_message(self._from, most_bytes=most_bytes)
        except BrokenPipeError:
            pass  # it died before it had heard all
        except MessageError as broken:
            what = f"알아들을 수 없는 말을 했습니다({broken})"
        finally:
            watch.cancel()
        if answer is None:
            self._give_up(f"{limit_secs:g}초 안에 끝내지 못했습니다" if is_late.is_set() else what)
        return answer

    def _give_up(self, what: str) -> NoReturn:
        """Put an end to the process and say what came of it."""
        code = self._stop()
        last_words = self._last_words()
        self._words.close()
        if code == NO_BLENDER:
            raise BlenderError(
                f"{self._python}에 Blender(bpy)가 없어 빛을 정밀하게 구울 수 없습니다. "
                f"pip install 'golmok[full-light]' 로 설치하거나, "
                f"bpy가 있는 파이썬의 경로를 환경 변수 {PYTHON}에 적어 주세요."
            )
        raise BlenderError(f"빛을 굽던 Blender가 {what}(코드 {code}{last_words}). {INSTEAD}")

    def _stop(self) -> int:
        """Close the pipes, which it takes as a good-bye, and see that it goes; returns the exit code."""
        for pipe in (self._to, self._from):
            with suppress(OSError):  # what it no longer reads stays unsaid
                pipe.close()
        try:
            return self._process.wait(END_LIMIT_SECS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _last_words(self) -> str:
        end = self._words.seek(0, os.SEEK_END)
        self._words.seek(max(0, end - MOST_LAST_WORDS))
        lines = self._words.read().decode(errors="replace").strip().splitlines()
        return f", 마지막 말: {lines[-1]}" if lines else ""
