"""A graphics engine with one window or one buffer, and nothing of ShowBase: no builtins, no singleton of ours."""

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from panda3d.core import (
    AntialiasAttrib,
    Camera,
    ClockObject,
    FrameBufferProperties,
    GraphicsEngine,
    GraphicsPipe,
    GraphicsPipeSelection,
    NodePath,
    OrthographicLens,
    PerspectiveLens,
    RenderState,
    TransformState,
    WindowProperties,
    load_prc_file_data,
)

from district_builder.domain.errors import GolmokError
from viewer.core.pose import Pose
from viewer.core.tile_choice import FARTHEST_METRES, Lens
from viewer.core.window_size import window_size

LOG = logging.getLogger(__name__)
NEAR_METRES = 0.08
_SETTINGS = """
audio-library-name null
notify-level-device fatal
notify-level-egldisplay fatal
notify-level-glxdisplay error
notify-level-glgsg error
garbage-collect-states-rate 0.05
model-cache-dir
textures-power-2 none
sync-video 1
"""

load_prc_file_data("golmok", _SETTINGS)


class Surroundings(Enum):
    """Where pictures go."""

    WINDOW = "window"
    BUFFER = "buffer"


class EngineError(GolmokError):
    """No way of drawing works on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One output with a 3-D scene below `render` and flat pictures below `overlay` (pixels from the top left).

    `pipe_name` is the drawing library in use, `is_software` whether a processor does the graphics card's work.
    """

    graphics: Any
    window: Any
    street_region: Any
    camera: Any
    render: Any
    overlay: Any
    pipe_name: str
    is_software: bool

    def draw_frame(self) -> None:
        self.graphics.render_frame()
        TransformState.garbage_collect()
        RenderState.garbage_collect()

    @property
    def size_pixels(self) -> tuple[int, int]:
        return self.window.get_x_size(), self.window.get_y_size()

    def rename(self, title: str) -> None:
        """Give the window another title."""
        properties = WindowProperties()
        properties.set_title(title)
        self.window.request_properties(properties)

    def look(self, pose: Pose, lens: Lens) -> None:
        """Put the camera at an eye, with a lens of the window's shape."""
        self.camera.set_pos(pose.east, pose.north, pose.height)
        self.camera.set_hpr(-pose.heading_degrees, pose.pitch_degrees, 0.0)
        glass = self.camera.node().get_lens()
        glass.set_aspect_ratio(lens.width_pixels / lens.height_pixels)
        glass.set_min_fov(lens.vertical_field_degrees)
        if lens.height_pixels > lens.width_pixels:
            glass.set_fov(
                lens.vertical_field_degrees * lens.width_pixels / lens.height_pixels, lens.vertical_field_degrees
            )

    def fit_overlay(self) -> None:
        """Make one unit of the overlay one pixel of the window, from its top left, y downwards being -z."""
        width, height = self.size_pixels
        self.overlay.set_scale(2.0 / max(width, 1), 1.0, 2.0 / max(height, 1))
        self.overlay.set_pos(-1.0, 0.0, 1.0)

    def close(self) -> None:
        """Give the window and all that the graphics library holds for it back."""
        self.render.node().remove_all_children()
        self.overlay.node().remove_all_children()
        self.graphics.remove_window(self.window)
        self.graphics.render_frame()


def open_engine(
    surroundings: Surroundings,
    *,
    size: tuple[int, int],
    title: str = "골목",
    is_fullscreen: bool = False,
) -> Engine:
    """Open a window or an invisible buffer with the first drawing library that works.

    Raises:
        EngineError: none works; the message names what to install.
    """
    failures: list[str] = []
    for name in _pipe_names(surroundings):
        pipe = _make_pipe(name, surroundings)
        window = _open_window(pipe, surroundings, size=size, title=title, is_fullscreen=is_fullscreen)
        if window is None:
            failures.append(name)
            continue
        refused = f" (after {', '.join(failures)} did not work)" if failures else ""
        _pace(window, surroundings)
        LOG.info("Drawing with %s%s on %s.", name, refused, _renderer(window))
        return _engine_on(window, name)
    raise EngineError(
        f"No picture can be drawn here: {', '.join(failures)} do not work. "
        "On Debian or Ubuntu: apt install libegl1 libgl1 libgl1-mesa-dri (a window also needs a display)."
    )


def _pipe_names(surroundings: Surroundings) -> Iterator[str]:
    """The window needs a display; a buffer is drawn without one wherever EGL is, and by tinydisplay last of all."""
    if surroundings is Surroundings.WINDOW:
        yield "pandagl"
    elif sys.platform.startswith("linux"):
        yield "p3headlessgl"
        if os.environ.get("DISPLAY"):
            yield "pandagl"
    else:
        yield "pandagl"
    yield "p3tinydisplay"


def _make_pipe(name: str, surroundings: Surroundings) -> Any | None:
    """The library's pipe; tinydisplay must be told that it shall do without a display."""
    selection = GraphicsPipeSelection.get_global_ptr()
    if name == "p3tinydisplay" and surroundings is Surroundings.BUFFER:
        return selection.make_pipe("TinyOffscreenGraphicsPipe", name)
    return selection.make_module_pipe(name)


def _open_window(
    pipe: Any, surroundings: Surroundings, *, size: tuple[int, int], title: str, is_fullscreen: bool
) -> Any | None:
    if pipe is None or not pipe.is_valid():
        return None
    if surroundings is Surroundings.BUFFER:
        return _open_output(pipe, WindowProperties.size(*size), GraphicsPipe.BF_refuse_window, samples=0)
    screen = (pipe.get_display_width(), pipe.get_display_height())
    properties = WindowProperties.size(*(size if is_fullscreen else window_size(screen, wanted=size)))
    properties.set_title(title)
    properties.set_fullscreen(is_fullscreen)
    window = _open_output(pipe, properties, GraphicsPipe.BF_require_window, samples=4)
    if window is None or not _is_software(window):
        return window
    GraphicsEngine.get_global_ptr().remove_window(window)  # four samples a pixel would halve a processor's frame rate
    return _open_output(pipe, properties, GraphicsPipe.BF_require_window, samples=0)


def _pace(window: Any, surroundings: Surroundings) -> None:
    """At most 60 frames a second; a processor that draws finishes each one first, or it would queue up minutes."""
    if _is_software(window):
        load_prc_file_data("golmok", "gl-finish true")
    if surroundings is Surroundings.WINDOW:
        clock = ClockObject.get_global_clock()
        clock.set_mode(ClockObject.M_limited)
        clock.set_frame_rate(60.0)


def _open_output(pipe: Any, properties: Any, flags: int, *, samples: int) -> Any | None:
    graphics = GraphicsEngine.get_global_ptr()
    window = graphics.make_output(pipe, "golmok", 0, buffer_properties(samples=samples), properties, flags)
    if window is None:
        return None
    graphics.open_windows()
    if window.is_valid() and window.get_gsg() is not None:
        return window
    graphics.remove_window(window)
    return None


def buffer_properties(*, samples: int) -> Any:
    properties = FrameBufferProperties()
    properties.set_rgba_bits(8, 8, 8, 8)
    properties.set_depth_bits(24)
    properties.set_multisamples(samples)
    properties.set_back_buffers(1)
    return properties


def _engine_on(window: Any, pipe_name: str) -> Engine:
    render, overlay_root = NodePath("render"), NodePath("overlay-root")
    render.set_antialias(AntialiasAttrib.M_multisample)
    overlay_root.set_depth_test(False)
    overlay_root.set_depth_write(False)
    overlay_root.set_two_sided(True)
    overlay = overlay_root.attach_new_node("overlay")
    camera = render.attach_new_node(Camera("eye", PerspectiveLens()))
    camera.node().get_lens().set_near_far(NEAR_METRES, FARTHEST_METRES)
    street_region = show(window, camera, sort=0)
    show(window, overlay_root.attach_new_node(Camera("flat", _flat_lens())), sort=10)
    engine = Engine(
        graphics=GraphicsEngine.get_global_ptr(),
        window=window,
        street_region=street_region,
        camera=camera,
        render=render,
        overlay=overlay,
        pipe_name=pipe_name,
        is_software=_is_software(window),
    )
    engine.fit_overlay()
    return engine


def _is_software(window: Any) -> bool:
    names = (_renderer(window), type(window.get_pipe()).__name__, str(window.get_pipe().get_interface_name()))
    return any(word in name.lower() for name in names for word in ("llvmpipe", "softpipe", "tiny"))


def show(window: Any, camera: Any, *, sort: int) -> Any:
    region = window.make_display_region()
    region.set_sort(sort)
    region.set_camera(camera)
    return region


def _flat_lens() -> Any:
    lens = OrthographicLens()
    lens.set_film_size(2, 2)
    lens.set_near_far(-1000, 1000)
    return lens


def _renderer(window: Any) -> str:
    gsg = window.get_gsg()
    return str(gsg.get_driver_renderer() or "") if gsg is not None else ""
