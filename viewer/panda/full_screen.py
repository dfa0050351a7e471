"""The window over the whole screen and back."""

from panda3d.core import WindowProperties

from viewer.core.window_size import window_size
from viewer.panda.engine import Engine


def resize_to_screen(engine: Engine) -> None:
    """Cover the whole screen without a frame, or go back to a window; the screen's own mode is left as it is."""
    pipe, now = engine.window.get_pipe(), engine.window.get_properties()
    screen = (pipe.get_display_width(), pipe.get_display_height())
    properties = WindowProperties()
    properties.set_undecorated(not now.get_undecorated())
    if now.get_undecorated():
        properties.set_size(*window_size(screen))
    else:
        properties.set_origin(0, 0)
        properties.set_size(*screen)
    engine.window.request_properties(properties)
