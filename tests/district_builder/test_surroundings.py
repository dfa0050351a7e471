"""What light is told of a tile: its own solid parts in their colours, its neighbours as masses, ground all around."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from district_builder.formats.atlas import build_atlas
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.mesh import Surface
from district_builder.geometry.occluders import NOTHING, Occluders
from district_builder.stages.cells import Mass
from district_builder.stages.surfaces import PLAIN
from district_builder.surroundings import (
    GROUND_COLOUR,
    GROUND_REACH_METRES,
    MASS_COLOUR,
    Surroundings,
    light_scene,
)
from tests.district_builder.geometry.lit_points import UP, of_one_feature, points

HOUSE = Mass(ring=((40.0, 0.0), (50.0, 0.0), (50.0, 8.0), (40.0, 8.0)), height_metres=12.0)
AROUND = Surroundings(neighbours=(HOUSE,), daylight=Daylight(), lamps=((0.0, 0.0, 6.0),))
ALONE = Surroundings(neighbours=(), daylight=Daylight(), lamps=())
CORNERS = [(0.0, 0.0, 0.0), (4.0, 0.0, 0.0), (0.0, 4.0, 0.0)]


def plate(*, tint=(0.5, 0.4, 0.3, 1.0), glows=(0.0, 0.0, 0.0), uv=(0.0, (PLAIN.top + PLAIN.bottom) / 2)):
    return of_one_feature(points(CORNERS, UP, tint=tint), 0, glows=glows, uv=uv)


def colours_seen_from(place, way, scene) -> list[float] | None:
    triangles, _ = Occluders(scene.vertices, scene.triangles).meet(
        np.array([place], dtype=float), np.array([way], dtype=float)
    )
    return None if triangles[0] == NOTHING else scene.colours[triangles[0]].tolist()


def test_a_part_gives_back_its_tint() -> None:
    scene = light_scene({Surface.MATTER: plate()}, None, ALONE, is_store=[False])
    assert colours_seen_from((1, 1, 5), (0, 0, -1), scene) == pytest.approx((0.5, 0.4, 0.3))


def test_a_picture_gives_back_what_it_shows() -> None:
    atlas = build_atlas({"sign": Image.new("RGB", (64, 64), (255, 0, 0))})
    left, top, right, bottom = atlas.rectangles["sign"]
    sign = plate(tint=(1.0, 1.0, 1.0, 1.0), uv=((left + right) / 2, (top + bottom) / 2))
    scene = light_scene({Surface.ART: sign}, atlas, ALONE, is_store=[False])
    assert colours_seen_from((1, 1, 5), (0, 0, -1), scene) == pytest.approx((1.0, 0.0, 0.0), abs=0.02)


def test_light_passes_glass() -> None:
    scene = light_scene({Surface.MATTER: plate(), Surface.GLASS: plate()}, None, ALONE, is_store=[False])
    assert len(scene.triangles) == 3  # the plate and the ground


def test_half_the_light_passes_leaves() -> None:
    """Of four cards two stand in the way: each is half empty."""
    cards = points(np.repeat(np.array(CORNERS), 8, axis=0), UP)
    leaves = replace(cards, triangles=np.arange(24).reshape(8, 3))
    scene = light_scene({Surface.MATTER: plate(), Surface.LEAF: leaves}, None, ALONE, is_store=[False])
    assert len(scene.triangles) == 1 + 4 + 2
    assert scene.triangles[1:5, 0].tolist() == [3, 6, 15, 18]


def test_neighbours_are_masses_of_one_colour() -> None:
    scene = light_scene({Surface.MATTER: plate()}, None, AROUND, is_store=[False])
    assert colours_seen_from((30, 4, 6), (1, 0, 0), scene) == pytest.approx(MASS_COLOUR)
    assert colours_seen_from((45, 4, 30), (0, 0, -1), scene) == pytest.approx(MASS_COLOUR)
    assert colours_seen_from((30, 4, 13), (1, 0, 0), scene) is None


def test_there_is_ground_as_far_as_light_is_followed() -> None:
    scene = light_scene({Surface.MATTER: plate()}, None, AROUND, is_store=[False])
    for x, y in ((-GROUND_REACH_METRES + 1, 0), (50 + GROUND_REACH_METRES - 1, 8 + GROUND_REACH_METRES - 1)):
        assert colours_seen_from((x, y, 3), (0, 0, -1), scene) == pytest.approx(GROUND_COLOUR)
    assert scene.vertices[scene.triangles[-1], 2].max() < -0.2  # below the feet of the masses


def test_lamps_and_the_lights_of_stores_are_told_apart() -> None:
    glowing = plate(glows=(1.0, 1.0, 1.0))
    of_street = light_scene({Surface.MATTER: glowing}, None, AROUND, is_store=[False]).glow
    of_store = light_scene({Surface.MATTER: glowing}, None, AROUND, is_store=[True]).glow
    assert (len(of_street.lamps), len(of_street.of_stores)) == (1, 0)
    assert list(of_store.of_stores) == [0]
