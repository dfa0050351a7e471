"""A picture of what the camera sees, of any size, the same in every run."""

from collections.abc import Iterator
from contextlib import contextmanager

from panda3d.core import CullBinEnums, CullBinManager, GraphicsPipe, WindowProperties
from PIL import Image

from viewer.panda.engine import Engine, EngineError, buffer_properties, show


def photograph(engine: Engine, *, size: tuple[int, int], supersampling: int) -> Image.Image:
    """What the camera sees without the overlay, RGB, drawn larger and reduced.

    It is drawn into a buffer of its own, so that it can be larger than the window and nothing covers it.

    Raises:
        EngineError: the graphics library has no room for the buffer.
    """
    width, height = size
    large = WindowProperties.size(width * supersampling, height * supersampling)
    flags, host = GraphicsPipe.BF_refuse_window, engine.window
    buffer = engine.graphics.make_output(
        host.get_pipe(), "photograph", -10, buffer_properties(samples=0), large, flags, host.get_gsg(), host
    )
    if buffer is None:
        raise EngineError(f"A picture of {width} × {height} is too large for this machine. Ask for a smaller one.")
    try:
        show(buffer, engine.camera, sort=0)
        with _drawn_in_tree_order():
            for _ in range(2):
                engine.draw_frame()
        texture = buffer.get_screenshot()
        if texture is None or not texture.has_ram_image():
            raise EngineError("The picture could not be read back from the graphics library.")
        drawn = (texture.get_x_size(), texture.get_y_size())
        order = "BGRX" if texture.get_num_components() == 4 else "BGR"
        rows = Image.frombuffer("RGB", drawn, bytes(memoryview(texture.get_ram_image())), "raw", order)
        return rows.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size, Image.Resampling.BOX)
    finally:
        engine.graphics.remove_window(buffer)


@contextmanager
def _drawn_in_tree_order() -> Iterator[None]:
    """Opaque things in the tree's order, so that of two faces in one plane the same one wins in every picture.

    Usually they are sorted by where their states lie in memory, which no two runs share.
    """
    bins = CullBinManager.get_global_ptr()
    opaque = bins.find_bin("opaque")
    usual = bins.get_bin_type(opaque)
    bins.set_bin_type(opaque, CullBinEnums.BT_unsorted)
    try:
        yield
    finally:
        bins.set_bin_type(opaque, usual)
