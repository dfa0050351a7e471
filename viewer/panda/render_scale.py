"""The street drawn smaller than the window and enlarged, for machines whose processor draws."""

from typing import Any

from panda3d.core import CardMaker, SamplerState, Texture

from viewer.panda.engine import Engine


class RenderScale:
    """Draws the 3-D scene at a share of the window's size; the overlay keeps every pixel. Main thread only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._buffer: Any = None
        self._card: Any = None
        self._made_for: tuple[int, int] = (0, 0)

    def fit(self, share: float) -> None:
        """Draw at a share of the window as it is now; call it once a frame, it works only when something changed."""
        width, height = self._engine.size_pixels
        wanted = (0, 0) if share >= 1.0 else (max(round(width * share), 1), max(round(height * share), 1))
        if wanted == self._made_for:
            return
        self._made_for = wanted
        self._drop()
        if wanted != (0, 0):
            self._make(*wanted)

    def _make(self, width: int, height: int) -> None:
        texture = Texture("smaller street")
        buffer = self._engine.window.make_texture_buffer("smaller street", width, height, texture)
        if buffer is None:
            return  # the library has no buffers: the street stays as large as the window
        buffer.set_sort(-5)
        region = buffer.make_display_region()
        region.set_camera(self._engine.camera)
        texture.set_minfilter(SamplerState.FT_linear)
        texture.set_magfilter(SamplerState.FT_linear)
        maker = CardMaker("smaller street")
        maker.set_frame(-1, 1, -1, 1)
        self._card = self._engine.overlay.get_parent().attach_new_node(maker.generate())
        self._card.set_texture(texture)
        self._card.set_bin("background", 0)
        self._buffer = buffer
        self._engine.street_region.set_active(False)

    def _drop(self) -> None:
        if self._buffer is not None:
            self._engine.graphics.remove_window(self._buffer)
            self._card.remove_node()
            self._buffer = self._card = None
            self._engine.street_region.set_active(True)
