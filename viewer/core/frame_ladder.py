"""What a slow machine gives up, step by step, so that a walk stays a walk."""

import statistics
from collections import deque
from dataclasses import dataclass

FRAMES_JUDGED = 24
SLOW_SECONDS = 1 / 15
QUICK_SECONDS = 1 / 30
FIRST_PATIENCE = 4  # quick batches before a climb, doubled with the first fall


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step. `render_share` is the part of the window's width and height that is really drawn."""

    render_share: float
    target_error_pixels: float


RUNGS = (
    Rung(render_share=1.0, target_error_pixels=16.0),
    Rung(render_share=1.0, target_error_pixels=32.0),
    Rung(render_share=0.8, target_error_pixels=32.0),
    Rung(render_share=0.66, target_error_pixels=32.0),
)


class FrameLadder:
    """Judges frames in batches: down a rung at once when their median is slow, up again after a long quick time.

    Each fall doubles the time until the next climb, because a picture that changes back and forth disturbs more than
    a plain one.
    """

    def __init__(self, rungs: tuple[Rung, ...] = RUNGS) -> None:
        self._rungs = rungs
        self._at = 0
        self._frames: deque[float] = deque(maxlen=FRAMES_JUDGED)
        self._quick_batches, self._patience = 0, FIRST_PATIENCE

    @property
    def rung(self) -> Rung:
        return self._rungs[self._at]

    def note(self, frame_seconds: float) -> bool:
        """Count one frame; True when the rung has changed because of it."""
        self._frames.append(frame_seconds)
        if len(self._frames) < FRAMES_JUDGED:
            return False
        median = statistics.median(self._frames)
        self._frames.clear()
        self._quick_batches = self._quick_batches + 1 if median < QUICK_SECONDS else 0
        if median > SLOW_SECONDS and self._at + 1 < len(self._rungs):
            self._at += 1
            self._patience *= 2
            return True
        if self._at > 0 and self._quick_batches >= self._patience:
            self._at -= 1
            self._quick_batches = 0
            return True
        return False
