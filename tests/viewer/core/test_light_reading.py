"""The light in a file: by day as it always was, after dark beside it, and damaged attributes refused in words."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pytest

from tests.viewer.glb_writer import Quads, write_glb
from viewer.core.chunk import BakedLight, ChunkPart, Surface
from viewer.core.errors import SceneError
from viewer.core.glb import read_tile

Change: TypeAlias = Callable[[dict[str, Any]], None]
LIGHT, LAMPS = (64, 128, 255, 77), (10, 20, 30, 40)


def read(*, alpha: str = "OPAQUE", after_dark: Any = LAMPS, change: Change | None = None) -> ChunkPart:
    quads = Quads(alpha=alpha).add_wall((0, 0), (1, 0), top=1, light=LIGHT, after_dark=after_dark)
    return read_tile(write_glb([quads], change=change), name="t.glb").chunk.parts[0]


def baked(part: ChunkPart) -> BakedLight:
    assert part.baked is not None
    assert part.baked.day.shape == part.baked.after_dark.shape == (len(part.vertices), 4)
    assert part.baked.day.dtype == part.baked.after_dark.dtype == np.uint8
    return part.baked


def with_factor(*factor: float) -> Change:
    def change(document: dict[str, Any]) -> None:
        document["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"] = list(factor)

    return change


def attribute_named(name: str, **changes: Any) -> Change:
    def change(document: dict[str, Any]) -> None:
        document["accessors"][document["meshes"][0]["primitives"][0]["attributes"][name]] |= changes

    return change


@pytest.mark.parametrize("alpha", Surface)
def test_both_lights_come_as_they_are_in_the_file(alpha: Surface) -> None:
    part = read(alpha=alpha.upper())
    assert (baked(part).day == LIGHT).all()
    assert (baked(part).after_dark == LAMPS).all()


@pytest.mark.parametrize(("alpha", "opacity"), [("OPAQUE", 255), ("MASK", 77), ("BLEND", 77)])
def test_the_share_of_sky_is_no_opacity(alpha: str, opacity: int) -> None:
    assert read(alpha=alpha).vertices["colour"][0].tolist() == [137, 188, 255, opacity]


@pytest.mark.parametrize(("alpha", "opacity"), [("OPAQUE", 0), ("MASK", 0), ("BLEND", 77)])
def test_an_older_tile_has_no_lamps_and_its_glass_the_opacity_of_the_day(alpha: str, opacity: int) -> None:
    assert (baked(read(alpha=alpha, after_dark=None)).after_dark == (0, 0, 0, opacity)).all()


def test_a_tile_without_colours_is_white_under_the_whole_sky() -> None:
    def change(document: dict[str, Any]) -> None:
        del document["meshes"][0]["primitives"][0]["attributes"]["COLOR_0"]

    part = read(change=change)
    assert (baked(part).day == 255).all()
    assert (part.vertices["colour"] == 255).all()


def test_colours_without_alpha_are_all_sky() -> None:
    part = read(change=attribute_named("COLOR_0", type="VEC3", count=4))
    assert (baked(part).day[:, 3] == 255).all()
    assert baked(part).day[0, :3].tolist() == [64, 128, 255]


def test_a_base_colour_tints_the_light_of_every_hour_and_leaves_shares_alone() -> None:
    part = read(change=with_factor(0.5, 1.0, 0.0, 0.25))
    assert baked(part).day[0].tolist() == [32, 128, 0, 77]
    assert baked(part).after_dark[0].tolist() == [5, 20, 0, 40]
    assert part.vertices["colour"][0].tolist() == [99, 188, 0, 255]


def test_a_base_colour_thins_glass_at_every_hour() -> None:
    part = read(alpha="BLEND", change=with_factor(1.0, 1.0, 1.0, 0.5))
    assert baked(part).day[0, 3] == part.vertices["colour"][0, 3] == 38
    assert baked(part).after_dark[0, 3] == 20


def test_the_light_holds_nothing_of_the_file_in_memory() -> None:
    light = baked(read())
    assert light.day.base is None
    assert light.after_dark.base is None


@pytest.mark.parametrize(
    "change",
    [
        attribute_named("_AFTER_DARK", count=3),
        attribute_named("_AFTER_DARK", type="VEC3"),
        attribute_named("_AFTER_DARK", componentType=5120),
        attribute_named("_AFTER_DARK", componentType=5123, count=2),
        attribute_named("_AFTER_DARK", normalized=False),
    ],
)
def test_light_after_dark_of_another_kind_is_refused_in_one_sentence(change: Change) -> None:
    with pytest.raises(
        SceneError,
        match=r"^t\.glb: _AFTER_DARK does not have four normalised bytes a vertex\. Build the district again\.$",
    ):
        read(change=change)


@pytest.mark.parametrize("change", [attribute_named("COLOR_0", count=3), attribute_named("COLOR_0", type="VEC2")])
def test_light_by_day_of_another_kind_is_refused_in_one_sentence(change: Change) -> None:
    with pytest.raises(
        SceneError, match=r"^t\.glb: COLOR_0 does not have one colour a vertex\. Build the district again\.$"
    ):
        read(change=change)


def test_light_after_dark_outside_its_bytes_is_refused() -> None:
    with pytest.raises(SceneError, match=r"^t\.glb: accessor \d+ reaches outside its bufferView"):
        read(change=attribute_named("_AFTER_DARK", count=4_000))


def test_light_after_dark_that_is_not_there_is_refused() -> None:
    def change(document: dict[str, Any]) -> None:
        document["meshes"][0]["primitives"][0]["attributes"]["_AFTER_DARK"] = 99

    with pytest.raises(SceneError, match=r"^t\.glb: it names accessors\[99\]"):
        read(change=change)
