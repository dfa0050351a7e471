"""The window while the server does not answer yet."""

import time
from collections.abc import Callable
from contextlib import closing

from viewer.content.patience import PatientOpening
from viewer.content.source import Source
from viewer.core.hud_picture import draw_no_answer
from viewer.core.screens import Command
from viewer.panda.controls import Controls
from viewer.panda.engine import Engine
from viewer.panda.overlay import OverlayPicture


def wait_on_screen(engine: Engine, attempt: Callable[[], Source], *, address: str) -> Source | None:
    """Say that nobody answers and try again and again; None when the visitor leaves. Main thread only.

    Raises:
        GolmokError: nobody answered for half a minute, or the answer is final.
    """
    controls = Controls(engine)
    words = OverlayPicture(engine.overlay, sort=40)
    shown_for = (0, 0)
    began = time.monotonic()
    with closing(PatientOpening(attempt)) as opening:
        while not opening.is_over:
            wish = controls.read(seconds=0.0)
            if Command.BACK in wish.commands or wish.closes_window or engine.window.is_closed():
                words.hide()
                return None
            seen = (engine.size_pixels[1], int(time.monotonic() - began))
            if seen != shown_for:
                shown_for = seen
                _show(words, engine, address=address, seconds=seen[1])
            engine.draw_frame()
        words.hide()
        return opening.found()


def _show(words: OverlayPicture, engine: Engine, *, address: str, seconds: int) -> None:
    width, height = engine.size_pixels
    picture = draw_no_answer(address, seconds=seconds, screen_height=height)
    engine.fit_overlay()
    words.show(picture, x=(width - picture.width) // 2, y=(height - picture.height) // 2)
