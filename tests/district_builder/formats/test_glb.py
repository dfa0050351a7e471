"""A GLB as one file: its table of features, and the same bytes for the same input."""

from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.formats.glb import write_glb
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Surface
from tests.district_builder.formats.glb_samples import GROUND, STORE, quads, webp
from tests.district_builder.formats.written_glbs import SHARED, glb_of
from tests.tools.glb_reader import ReadGlb


def test_the_table_tells_what_was_picked() -> None:
    rows = [
        GROUND,
        STORE,
        FeatureRow(kind=FeatureKind.BUILDING, building_id="LG프라자"),
        FeatureRow(kind=FeatureKind.FURNITURE),
    ]
    glb = write_glb(meshes={Surface.MATTER: quads(4)}, atlas=None, shared_textures={}, features=rows)
    assert ReadGlb.of(glb).table == [
        {"store_id": "", "building_id": "", "kind": "ground"},
        {"store_id": "계원문구", "building_id": "lg-plaza", "kind": "store"},
        {"store_id": "", "building_id": "LG프라자", "kind": "building"},
        {"store_id": "", "building_id": "", "kind": "furniture"},
    ]


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_the_same_input_gives_the_same_bytes(seed: int) -> None:
    meshes = {surface: quads(30, seed=seed, features=2) for surface in Surface}
    other_way = dict(reversed(meshes.items()))
    assert glb_of(meshes, atlas=webp(), shared=SHARED) == glb_of(other_way, atlas=webp(), shared=SHARED)
