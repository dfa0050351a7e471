"""A store's panel on the screen: read and drawn by a worker, shown by the main thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from PIL import Image

from district_builder.domain.errors import GolmokError
from viewer.core.panel import panel_content
from viewer.core.panel_boxes import PanelAction, PanelLayout
from viewer.core.panel_layout import lay_out_panel
from viewer.core.panel_picture import draw_panel, shadow_margin
from viewer.core.screens import Screen
from viewer.core.store_facts import StoreFacts
from viewer.core.theme import Theme
from viewer.panda.overlay import OverlayPicture

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPanel:
    """A page of a panel as a picture, with where its card stands inside the picture and on the screen."""

    layout: PanelLayout
    picture: Image.Image
    x: int
    y: int


def draw_store_panel(facts: StoreFacts, screen: Screen, *, size: tuple[int, int], theme: Theme) -> DrawnPanel:
    """Draw a panel for the right side of a screen; on a narrow one it stands in the middle."""
    width, height = size
    layout = lay_out_panel(panel_content(facts), screen_height=height, theme=theme, page=screen.page)
    picture = draw_panel(layout, theme=theme, pictures=facts.pictures, focus=screen.focus)
    edge = round(36 * height / 1080)
    x = width - layout.width - edge if width > 2 * layout.width else (width - layout.width) // 2
    return DrawnPanel(layout=layout, picture=picture, x=x, y=edge)


class StorePanel:
    """The panel over one window. `tend` once a frame shows what the worker has finished."""

    def __init__(
        self,
        overlay: OverlayPicture,
        *,
        read: Callable[[str], StoreFacts],
        read_at_once: Callable[[str], StoreFacts],
        theme: Theme,
    ) -> None:
        self._overlay, self._read, self._read_at_once, self._theme = overlay, read, read_at_once, theme
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="panel")
        self._drawing: Future[DrawnPanel] | None = None
        self._wanted: tuple[Screen, tuple[int, int]] | None = None
        self._facts: dict[str, StoreFacts] = {}
        self.drawn: DrawnPanel | None = None

    @property
    def actions(self) -> tuple[PanelAction, ...]:
        return tuple(hit.action for hit in self.drawn.layout.hits) if self.drawn else ()

    def action_at(self, x: float, y: float) -> PanelAction | None:
        """What a press at a pixel of the window does; None beside the buttons."""
        return self.drawn.layout.action_at(x - self.drawn.x, y - self.drawn.y) if self.drawn else None

    def covers(self, x: float, y: float) -> bool:
        if self.drawn is None:
            return False
        inside_x = 0 <= x - self.drawn.x < self.drawn.layout.width
        return inside_x and 0 <= y - self.drawn.y < self.drawn.layout.height

    def want(self, screen: Screen, *, size: tuple[int, int]) -> None:
        """Show what a screen says, soon; at once hide what it does not."""
        if not screen.store_id:
            self._overlay.hide()
            self.drawn = self._drawing = self._wanted = None
            return
        if self._wanted != (screen, size):
            self._wanted = (screen, size)
            self._drawing = self._worker.submit(self._draw, screen, size)

    def tend(self) -> bool:
        """Show a finished picture; True when one was shown."""
        if self._drawing is None or not self._drawing.done():
            return False
        self.drawn, self._drawing = self._drawing.result(), None
        margin = shadow_margin(self.drawn.layout)
        self._overlay.show(self.drawn.picture, x=self.drawn.x - margin, y=self.drawn.y - margin)
        return True

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _draw(self, screen: Screen, size: tuple[int, int]) -> DrawnPanel:
        facts = self._facts.get(screen.store_id) if screen.page or screen.focus else None
        if facts is None:
            try:
                facts = self._read(screen.store_id)
            except GolmokError as error:
                LOG.warning("The panel shows only what the scene knows: %s", error)
                facts = self._read_at_once(screen.store_id)
            self._facts = {screen.store_id: facts}
        return draw_store_panel(facts, screen, size=size, theme=self._theme)
