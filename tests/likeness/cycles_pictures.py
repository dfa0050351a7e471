"""Has Cycles draw an export's shots, in a process of its own, and develops what it saw."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from district_builder.domain.errors import GolmokError
from tests.likeness.ssim import BoolArray, FloatArray
from tests.likeness.tone import develop
from viewer.core.sky_picture import horizon_colour
from viewer.panda.sky import HAZE_PER_METRE

SCRIPT = Path(__file__).resolve().parent / "cycles"
PYTHON_VARIABLE = "GOLMOK_BLENDER_PYTHON"
KINDS = {1: "ground", 2: "walls and things", 3: "signs", 4: "glass", 5: "leaves", 6: "own light"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traced:
    """What Cycles saw: `picture` as our clients would show it, where the street is, and the `kind` of what is there."""

    picture: NDArray[np.uint8]  # (h, w, 3)
    is_street: BoolArray  # (h, w)
    kind: NDArray[np.uint8]  # (h, w), keys of KINDS


def trace(export: Path, shot: str, *, samples: int) -> Path:
    """Draw one shot unless the same was drawn before; the file with its raw light.

    A changed bake changes nothing here, so that trying one bake after the other costs no Cycles.

    Raises:
        GolmokError: there is no interpreter with bpy, or Cycles failed; the message says what to set.
    """
    out = export / "cycles" / f"{shot}-{samples}-{_digest(export, shot)}.npz"
    if out.is_file():
        return out
    out.parent.mkdir(exist_ok=True)
    python = os.environ.get(PYTHON_VARIABLE, sys.executable)
    ran = subprocess.run(
        [python, str(SCRIPT), str(export), shot, str(out), str(samples)], capture_output=True, text=True, check=False
    )
    if ran.returncode or not out.is_file():
        last = (ran.stderr.strip() or ran.stdout.strip()).splitlines()[-1:] or ["it said nothing"]
        raise GolmokError(
            f"Cycles could not draw {shot} ({last[0]}). "
            f"Set {PYTHON_VARIABLE} to a Python that has bpy 4.2 or later (pip install bpy)."
        )
    return out


def _digest(export: Path, shot: str) -> str:
    """Of all that Cycles will read."""
    described = json.loads((export / "export.json").read_text(encoding="utf-8"))
    tiles = {name: described["tiles"][name] for name in described["shots"][shot]["tiles"]}
    pictures = sorted({piece["picture"] for pieces in tiles.values() for piece in pieces} - {""})
    said = [described["shots"][shot], tiles, *(described[key] for key in ("daylight", "dusk", "adapted", "lamps"))]
    digest = hashlib.sha256(json.dumps(said).encode())
    files = [export / "tiles" / f"{name}.npz" for name in sorted(tiles)]
    files += [export / "pictures" / name for name in pictures]
    for path in [*files, *sorted(SCRIPT.glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def developed(file: Path, *, is_evening: bool) -> Traced:
    """Raw light on a screen. A pixel counts as street where nothing of the sky shows through it."""
    with np.load(file) as seen:
        light: FloatArray = seen["light"].astype(np.float64)
        alpha, depth, kind = seen["alpha"], seen["depth"], seen["kind"]
    haze = horizon_colour(1.0 if is_evening else 0.0)
    picture = develop(light, np.minimum(depth, 1e5), haze=haze, haze_per_metre=HAZE_PER_METRE)
    is_street = alpha > 0.995
    picture[~is_street] = 0
    return Traced(picture=picture, is_street=is_street, kind=kind)
