"""GLBs judged by the Khronos validator, and the judge itself put to the test."""

from pathlib import Path

from district_builder.formats.glb import write_glb
from district_builder.geometry.mesh import Surface
from tests.district_builder.formats.glb_samples import GROUND, SHARED_NAME, quads, webp
from tests.district_builder.formats.written_glbs import SHARED, glb_of, paged_glb
from tests.tools.validators import gltf_findings


def scene_folder(folder: Path) -> Path:
    (folder / "tiles").mkdir()
    (folder / "textures").mkdir()
    (folder / "textures" / f"{SHARED_NAME}.webp").write_bytes(webp())
    return folder / "tiles"


def test_the_khronos_validator_has_nothing_to_say(tmp_path: Path) -> None:
    tiles = scene_folder(tmp_path)
    every = {surface: quads(20, seed=number) for number, surface in enumerate(Surface)}
    cases = {
        "every surface": glb_of(every, atlas=webp(), shared=SHARED),
        "three pages": paged_glb(),
        "no picture": glb_of(every),
        "wide repeats": glb_of({Surface.MATTER: quads(9, uv_span=99)}, shared=SHARED),
        "shifted repeats": glb_of({Surface.MATTER: quads(9, uv_span=-3)}, shared=SHARED),
        "one triangle pair": glb_of({Surface.GLASS: quads(1)}, atlas=webp(16)),
        "32-bit indices": glb_of({Surface.MATTER: quads(17_000), Surface.ART: quads(3)}, atlas=webp()),
        "empty strings": write_glb(
            meshes={Surface.LEAF: quads(2)}, atlas=None, shared_textures={}, features=[GROUND] * 2
        ),
    }
    for name, glb in cases.items():
        (tiles / f"{name}.glb").write_bytes(glb)
    assert gltf_findings(sorted(tiles.glob("*.glb"))) == []


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    tiles = scene_folder(tmp_path)
    good = glb_of({Surface.MATTER: quads(5)}, shared=SHARED)
    broken = {
        "truncated": (good[:-8], "GLB_"),
        "not_a_glb": (b"hello", "UNREADABLE"),
        "wrong_bounds": (good.replace(b'"min":[0', b'"min":[1'), "ACCESSOR_MIN_MISMATCH"),
        "missing_picture": (good.replace(SHARED_NAME.encode(), b"f" * 20), "IO_ERROR"),
        "odd_address": (good.replace(b"../textures/", b"../textures."), "URI_GLB"),
        "odd_picture": (glb_of({Surface.ART: quads(2)}, atlas=webp(60)), "IMAGE_NPOT_DIMENSIONS"),
        "other_extension": (good.replace(b"KHR_materials_unlit", b"KHR_materials_unlut"), "UNSUPPORTED_EXTENSION"),
    }
    for name, (glb, code) in broken.items():
        (tiles / f"{name}.glb").write_bytes(glb)
        findings = gltf_findings([tiles / f"{name}.glb"])
        assert any(code in finding for finding in findings), (name, findings)
