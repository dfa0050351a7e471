"""The light that a primitive carries: COLOR_0 by day, _AFTER_DARK when lamps burn (README of the builder)."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from viewer.core.chunk import BakedLight, Surface
from viewer.core.glb_file import GlbFile
from viewer.core.srgb import SRGB_OF_BYTE, srgb_from_linear

AFTER_DARK = "_AFTER_DARK"
ByteArray: TypeAlias = npt.NDArray[np.uint8]
Tint: TypeAlias = npt.NDArray[np.float32] | None


def read_light(
    file: GlbFile, attributes: dict[str, Any], *, count: int, surface: Surface, factor: Any
) -> tuple[ByteArray, BakedLight]:
    """Vertex colours by day as VERTEX holds them, (n, 4), and the linear light that other hours are made of.

    The alpha of OPAQUE colours is 255, because the one in the file is no opacity. `factor` is the material's
    baseColorFactor or None; it tints the light of every hour.

    Raises:
        SceneError: an attribute does not have one colour a vertex, or the factor lies outside 0 to 1.
    """
    tint = _tint(file, factor)
    by_day = _without_alpha(tint) if tint is not None and surface is Surface.OPAQUE else tint
    colours, day = _by_day(file, attributes.get("COLOR_0"), count, by_day)
    if surface is Surface.OPAQUE:
        colours[:, 3] = 255
    after_dark = _after_dark(file, attributes.get(AFTER_DARK), count)
    if after_dark is None:
        after_dark = np.zeros((count, 4), np.uint8)
        if surface is Surface.BLEND:
            after_dark[:, 3] = day[:, 3]
    elif tint is not None:
        after_dark = np.rint(after_dark * (tint if surface is Surface.BLEND else _without_alpha(tint))).astype(np.uint8)
    return colours, BakedLight(day=day, after_dark=after_dark)


def _tint(file: GlbFile, factor: Any) -> Tint:
    if factor is None:
        return None
    tint = np.asarray(factor, np.float64).reshape(4)
    if not ((tint >= 0.0) & (tint <= 1.0)).all():
        raise file.wrong("a baseColorFactor lies outside 0 to 1.")
    return tint.astype(np.float32)


def _without_alpha(tint: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """For light whose alpha is a share and no opacity."""
    return np.array([*tint[:3], 1.0], np.float32)


def _by_day(file: GlbFile, index: Any, count: int, tint: Tint) -> tuple[ByteArray, ByteArray]:
    """The encoded and the linear colours, (n, 4) each."""
    if index is not None and tint is None and _are_bytes(file, index):  # our own tiles: nothing to compute
        given = file.array(index)
        _expect_colours(file, given, count)
        day = np.full((count, 4), 255, np.uint8)
        day[:, : given.shape[1]] = given
        encoded = SRGB_OF_BYTE[day]
        encoded[:, 3] = day[:, 3]
        return encoded, day
    linear = np.ones((count, 4), np.float32)
    if index is not None:
        given = file.numbers(index)
        _expect_colours(file, given, count)
        linear[:, : given.shape[1]] = given
    if tint is not None:
        linear *= tint
    linear = np.clip(linear, 0.0, 1.0)
    shown = np.concatenate([srgb_from_linear(linear[:, :3]), linear[:, 3:]], axis=1)
    return np.rint(shown * 255.0).astype(np.uint8), np.rint(linear * 255.0).astype(np.uint8)


def _after_dark(file: GlbFile, index: Any, count: int) -> ByteArray | None:
    if index is None:
        return None
    given = file.array(index)
    if not _are_bytes(file, index) or given.shape != (count, 4):
        raise file.wrong(f"{AFTER_DARK} does not have four normalised bytes a vertex.")
    return np.array(given)


def _expect_colours(file: GlbFile, given: npt.NDArray[Any], count: int) -> None:
    if len(given) != count or given.shape[1] not in (3, 4):
        raise file.wrong("COLOR_0 does not have one colour a vertex.")


def _are_bytes(file: GlbFile, index: Any) -> bool:
    accessor = file.item("accessors", index)
    return accessor.get("componentType") == 5121 and accessor.get("normalized") is True
