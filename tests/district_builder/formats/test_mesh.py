"""Meshes and boxes as values, and the grid that makes them 16 bits."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point3
from district_builder.formats.quantise import Lattice, uv_lattice, weld
from district_builder.geometry.mesh import Box, Mesh, join
from tests.district_builder.formats.glb_samples import quads

HASHED_BUILD = """
import hashlib
from tests.district_builder.formats.glb_samples import GROUND, SHARED_URI, STORE, quads, webp
from district_builder.formats.glb import write_glb
from district_builder.geometry.mesh import Surface
glb = write_glb(
    meshes={surface: quads(40, seed=5) for surface in Surface},
    atlas=webp(),
    shared_textures={Surface.MATTER: SHARED_URI, Surface.LEAF: SHARED_URI},
    features=[GROUND, STORE],
)
print(hashlib.sha256(glb).hexdigest())
"""


def corner_rows(mesh: Mesh) -> np.ndarray:
    uses = mesh.triangles.ravel()
    return np.column_stack([mesh.positions[uses], mesh.uvs[uses], mesh.colours[uses], mesh.features[uses]])


@settings(deadline=None)
@given(st.lists(st.integers(0, 6), max_size=6))
def test_a_joined_mesh_has_the_triangles_of_its_parts_in_order(counts: list[int]) -> None:
    parts = [quads(count, seed=seed) for seed, count in enumerate(counts)]
    whole = join(parts)
    assert whole.triangle_count == 2 * sum(counts)
    assert whole.vertex_count == 4 * sum(counts)
    expected = [corner_rows(part) for part in parts]
    assert (corner_rows(whole) == (np.concatenate(expected) if expected else np.zeros((0, 10)))).all()


ARRAYS = ("positions", "uvs", "colours", "after_dark", "features", "triangles")


@pytest.mark.parametrize("part", ARRAYS)
def test_arrays_that_do_not_belong_together_are_refused(part: str) -> None:
    mesh = quads(2)
    arrays = {name: getattr(mesh, name) for name in ARRAYS}
    arrays[part] = arrays[part][:-1, :2] if part == "triangles" else arrays[part][:-1]
    with pytest.raises(ValueError, match="must be"):
        Mesh(**arrays)


def test_nothing_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="no bounds"):
        Mesh.empty().bounds  # noqa: B018
    mesh = quads(10)
    assert mesh.bounds == Box(lowest=Point3(*mesh.positions.min(axis=0)), highest=Point3(*mesh.positions.max(axis=0)))


def test_boxes_grow_by_padding_and_joining() -> None:
    box = Box(lowest=Point3(0, 0, 0), highest=Point3(1, 2, 3))
    assert box.padded(0.5) == Box(lowest=Point3(-0.5, -0.5, -0.5), highest=Point3(1.5, 2.5, 3.5))
    other = Box(lowest=Point3(-1, 1, 1), highest=Point3(0, 9, 2))
    assert box.joined(other) == Box(lowest=Point3(-1, 0, 0), highest=Point3(1, 9, 3)) == other.joined(box)


@settings(deadline=None)
@given(low=st.floats(-1e4, 1e4), span=st.floats(0, 1e4), exponent=st.integers(-16, -8))
def test_a_lattice_holds_its_span_on_16_bits_with_exact_numbers(low: float, span: float, exponent: int) -> None:
    lattice = Lattice.around([low], [low + span], exponents=[exponent])
    (corner,), (step,) = lattice.corner, lattice.steps
    assert step == 2.0**exponent or span / (step / 2) > 65534
    assert np.log2(step) % 1 == 0
    assert corner % step == 0
    keys = lattice.keys(np.array([[low], [low + span]]))
    assert np.abs(keys[:, 0] * step + corner - [low, low + span]).max() <= step / 2 + 1e-12


@pytest.mark.parametrize(("span", "is_stored"), [(0.2, True), (1.0, True), (7.9, True), (8.1, False), (300.0, False)])
def test_texture_coordinates_are_quantised_only_while_an_eighth_of_a_texel_remains(
    span: float, is_stored: bool
) -> None:
    assert (uv_lattice(np.array([[0, 0], [span, 1]], np.float32)) is not None) == is_stored


@settings(deadline=None)
@given(seed=st.integers(0, 2**32), kinds=st.integers(1, 5), count=st.integers(1, 30))
def test_welding_keeps_every_corner_and_leaves_no_two_equal_rows(seed: int, kinds: int, count: int) -> None:
    random = np.random.default_rng(seed)
    columns = [
        random.integers(0, kinds, (count * 3, 3), dtype=np.uint16),
        random.integers(0, 2, count * 3, dtype=np.uint8),
    ]
    triangles = np.arange(count * 3, dtype=np.uint32).reshape(-1, 3)
    kept, welded = weld(columns, triangles)
    rows = np.column_stack(kept)
    assert len(np.unique(rows, axis=0)) == len(rows)
    corners = np.column_stack(columns).reshape(count, 3, 4)
    whole = [t for t in corners if len(np.unique(t, axis=0)) == 3]
    assert (rows[welded] == np.array(whole).reshape(-1, 3, 4)).all()
    assert welded.size == 0 or (np.unique(welded) == np.arange(len(rows))).all()


def test_bytes_do_not_depend_on_the_process() -> None:
    """Sets and hashes differ between interpreters; tiles do not."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", HASHED_BUILD],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
