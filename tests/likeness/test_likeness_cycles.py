"""Cycles speaks the builder's units: a white sheet shows what the builder says that sun, sky and lamps give."""

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from district_builder.geometry.daylight import Daylight
from tests.likeness.cycles_pictures import PYTHON_VARIABLE, trace
from tests.likeness.ssim import FloatArray

DAY, DUSK = Daylight(), (0.16, 0.20, 0.32)
pytestmark = pytest.mark.skipif(
    PYTHON_VARIABLE not in os.environ and find_spec("bpy") is None,
    reason=f"no bpy: pip install 'golmok[full-light]', or name a Python that has it in {PYTHON_VARIABLE}",
)


def _sheet(folder: Path, *, is_evening: bool, sheet: dict[str, Any], flux: float = 0.0) -> FloatArray:
    """The linear light of a horizontal sheet of 40 m, seen from 3 m above its middle, in the picture's middle."""
    positions = np.array([(-20, -20, 0), (20, -20, 0), (20, 20, 0), (-20, 20, 0)], np.float32)
    arrays: dict[str, Any] = {
        "positions": positions,
        "normals": np.tile(np.float32((0, 0, 1)), (4, 1)),
        "uvs": np.full((4, 2), 0.5, np.float32),
        "tints": np.ones((4, 4), np.float32),
        "glows": np.zeros((4, 4), np.float32),
        "lit": np.zeros(4, bool),
        "throws": np.ones(4, bool),
        "ground": np.ones(4, bool),
        "triangles": np.array([(0, 1, 2), (0, 2, 3)], np.int32),
    } | sheet
    (folder / "tiles").mkdir()
    (folder / "pictures").mkdir()
    np.savez(folder / "tiles" / "sheet.npz", **{f"0_{key}": values for key, values in arrays.items()})
    Image.new("RGBA", (8, 8), "white").save(folder / "pictures" / "matter.png")
    pose = {"east": 0.0, "north": 0.0, "height": 3.0, "heading_degrees": 0.0, "pitch_degrees": -89.9}
    text = {
        "daylight": {
            "sun_colour": DAY.sun_colour,
            "sky_colour": DAY.sky_colour,
            "ground_bounce": DAY.ground_bounce,
            "towards_sun": DAY.towards_sun.tolist(),
        },
        "dusk": DUSK,
        "adapted": 2.5,
        "lamps": {"middles": [(0.0, 0.0, 6.0)], "fluxes": [(flux, flux, flux)]}
        if flux
        else {"middles": [], "fluxes": []},
        "tiles": {"sheet": [{"surface": "matter", "picture": "matter.png"}]},
        "shots": {
            "down": {
                "pose": pose,
                "size": (32, 18),
                "vertical_field_degrees": 10.0,
                "is_evening": is_evening,
                "tiles": ["sheet"],
            }
        },
    }
    (folder / "export.json").write_text(json.dumps(text))
    with np.load(trace(folder, "down", samples=256)) as seen:
        assert seen["alpha"].min() == 1.0
        assert seen["depth"][9, 16] == pytest.approx(3.0, abs=0.01)
        assert (seen["kind"] == (6 if arrays["lit"].any() or arrays["glows"][:, :3].any() else 1)).all()
        middle: FloatArray = seen["light"][6:12, 11:21].mean(axis=(0, 1))
    return middle


def test_a_white_sheet_in_the_open_shows_sun_and_sky(tmp_path: Path) -> None:
    shown = _sheet(tmp_path, is_evening=False, sheet={})
    mean_sky = 1.12 - 0.22 * 2 / 3  # the cosine-weighted mean of a sheet that lies flat
    expected = np.array(DAY.sun_colour) * DAY.towards_sun[2] + np.array(DAY.sky_colour) * mean_sky
    assert shown == pytest.approx(expected, rel=0.02)


def test_after_dark_it_shows_the_dusk_and_the_lamp_above_it(tmp_path: Path) -> None:
    shown = _sheet(tmp_path, is_evening=True, sheet={}, flux=60.0)
    dusk = np.array(DAY.sky_colour) * DUSK * (1.12 - 0.22 * 2 / 3)
    assert shown == pytest.approx(dusk + 60.0 / (np.pi * 6.0**2), rel=0.03)


def test_what_carries_its_own_light_shows_its_tint_by_day(tmp_path: Path) -> None:
    tints = np.tile(np.float32((0.3, 0.5, 0.2, 1.0)), (4, 1))
    shown = _sheet(tmp_path, is_evening=False, sheet={"lit": np.ones(4, bool), "tints": tints})
    assert shown == pytest.approx([0.3, 0.5, 0.2], rel=0.01)


def test_after_dark_it_shows_its_glow_over_the_dusk(tmp_path: Path) -> None:
    tints = np.tile(np.float32((0.3, 0.5, 0.2, 1.0)), (4, 1))
    glows = np.tile(np.float32((0.4, 0.1, 0.0, 0.0)), (4, 1))
    shown = _sheet(tmp_path, is_evening=True, sheet={"lit": np.ones(4, bool), "tints": tints, "glows": glows})
    assert shown == pytest.approx(np.array((0.3, 0.5, 0.2)) * DUSK + (0.4, 0.1, 0.0), rel=0.01)
