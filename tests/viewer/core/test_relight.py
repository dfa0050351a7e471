"""What a vertex looks like at an hour, against the composition written out for one vertex."""

from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.dusk import DUSK_RGB
from district_builder.domain.stores import StoreId
from tests.viewer.glb_writer import Quads, write_glb
from viewer.core.chunk import VERTEX, BakedLight, ChunkPart, Surface
from viewer.core.features import FeatureTable
from viewer.core.glb import read_tile
from viewer.core.light_of_day import DAY, EVENING, NIGHT, LightOfDay
from viewer.core.relight import NIGHT_RGB, SKY_SHARE_OF_LEAVES, light_on, relight
from viewer.core.srgb import srgb_from_linear

Rgba: TypeAlias = tuple[int, int, int, int]
BYTES = st.integers(0, 255)
RGBAS = st.tuples(BYTES, BYTES, BYTES, BYTES)
SURFACES = st.sampled_from(Surface)
GROUND, CAFE, BAR = 0, 1, 2
FEATURES = FeatureTable(
    store_ids=(StoreId(""), StoreId("cafe"), StoreId("bar")), building_ids=("",) * 3, kinds=("ground", "store", "store")
)
CAFE_CLOSED = LightOfDay(evening=1.0, closed_stores=frozenset({"cafe"}))


def part_of(surface: Surface, day: Rgba, after_dark: Rgba | None, *, feature: int = GROUND) -> ChunkPart:
    """One vertex's colours on a quad, as they come out of a file."""
    quads = Quads(alpha=surface.upper()).add_wall(
        (0, 0), (1, 0), top=1, light=day, feature=feature, after_dark=after_dark
    )
    stores = tuple(str(store) for store in FEATURES.store_ids)
    return read_tile(write_glb([quads], store_ids=stores, kinds=FEATURES.kinds), name="t.glb").chunk.parts[0]


def colour(part: ChunkPart, light: LightOfDay) -> list[int]:
    relit = relight(part, FEATURES, light)
    assert relit.dtype == np.uint8
    assert (relit == relit[0]).all()
    found: list[int] = relit[0].tolist()
    return found


def encoded(*linear: float) -> list[int]:
    shown = srgb_from_linear(np.clip(np.array(linear, np.float32), 0, 1))
    return [round(float(value) * 255) for value in shown]


def composed(surface: Surface, day: Rgba, after: Rgba, *, feature: int, light: LightOfDay) -> list[float]:
    """The contract's composition in plain numbers, encoded but not rounded."""
    e, is_closed = light.evening, FEATURES.store_ids[feature] in light.closed_stores
    share = {Surface.OPAQUE: day[3] / 255, Surface.MASK: SKY_SHARE_OF_LEAVES, Surface.BLEND: 1.0}[surface]
    own = float(feature != GROUND) if surface is Surface.BLEND else after[3] / 255
    rgb = []
    for c in range(3):
        evening = day[c] / 255 * share * DUSK_RGB[c] + after[c] / 255 * (1 - own + own * (0 if is_closed else 1))
        rgb.append(min(day[c] / 255 * (1 - e) + evening * e, 1.0))
    alpha = {Surface.OPAQUE: 255.0, Surface.MASK: day[3], Surface.BLEND: day[3] * (1 - e) + after[3] * e}[surface]
    return [*(srgb_from_linear(np.array(rgb, np.float32)) * 255.0).tolist(), alpha]


@given(
    surface=SURFACES,
    day=RGBAS,
    after=RGBAS,
    feature=st.sampled_from((GROUND, CAFE, BAR)),
    steps=st.integers(1, 64),
    closed=st.sets(st.sampled_from(("cafe", "bar", "elsewhere"))),
)
@settings(deadline=None)
def test_every_vertex_is_composed_as_the_contract_says(
    surface: Surface, day: Rgba, after: Rgba, feature: int, steps: int, closed: set[str]
) -> None:
    light = LightOfDay(evening=steps / 64, closed_stores=frozenset(closed))
    expected = composed(surface, day, after, feature=feature, light=light)
    assert colour(part_of(surface, day, after, feature=feature), light) == pytest.approx(expected, abs=0.56)


@given(surface=SURFACES, day=RGBAS, after=RGBAS, closed=st.sets(st.sampled_from(("cafe", "bar"))))
@settings(deadline=None)
def test_by_day_nothing_changes(surface: Surface, day: Rgba, after: Rgba, closed: set[str]) -> None:
    part = part_of(surface, day, after, feature=CAFE)
    alpha = 255 if surface is Surface.OPAQUE else day[3]
    expected = [*encoded(*(value / 255 for value in day[:3])), alpha]
    assert colour(part, DAY) == expected
    assert colour(part, LightOfDay(closed_stores=frozenset(closed))) == expected


def test_by_day_the_colours_are_handed_back_as_they_came() -> None:
    part = part_of(Surface.OPAQUE, (10, 20, 30, 40), (50, 60, 70, 80))
    assert np.shares_memory(relight(part, FEATURES, DAY), part.vertices)


@given(share=BYTES)
def test_after_dusk_a_lampless_surface_is_the_dusk_of_its_share_of_sky(share: int) -> None:
    part = part_of(Surface.OPAQUE, (255, 255, 255, share), None)
    dusk = encoded(*(share / 255 * channel for channel in DUSK_RGB))
    assert colour(part, EVENING) == pytest.approx([*dusk, 255], abs=1)  # 1 where the formula ends on half a byte


@given(share=BYTES)
def test_at_night_hardly_anything_is_left_of_the_sky(share: int) -> None:
    part = part_of(Surface.OPAQUE, (255, 255, 255, share), None)
    assert colour(part, NIGHT) == pytest.approx(
        [*encoded(*(share / 255 * channel for channel in NIGHT_RGB)), 255], abs=1
    )
    assert all(night < dusk / 3 for night, dusk in zip(NIGHT_RGB, DUSK_RGB, strict=True))


def test_lamps_burn_at_night_as_in_the_evening() -> None:
    lamp = part_of(Surface.OPAQUE, (0, 0, 0, 255), (64, 64, 64, 0))
    assert colour(lamp, NIGHT) == colour(lamp, EVENING)


def test_leaves_keep_their_cut_and_a_fixed_share_of_dusk() -> None:
    part = part_of(Surface.MASK, (255, 255, 255, 90), None)
    assert colour(part, EVENING) == [*encoded(*(SKY_SHARE_OF_LEAVES * dusk for dusk in DUSK_RGB)), 90]


def test_a_closed_stores_interior_is_dark_and_its_neighbours_is_not() -> None:
    lit = (0, 0, 0, 0), (200, 180, 120, 255)
    assert colour(part_of(Surface.OPAQUE, *lit, feature=CAFE), CAFE_CLOSED) == [0, 0, 0, 255]
    assert colour(part_of(Surface.OPAQUE, *lit, feature=BAR), CAFE_CLOSED)[0] > 200


def test_street_lamps_go_on_shining_on_a_closed_store() -> None:
    lamp = part_of(Surface.OPAQUE, (0, 0, 0, 255), (64, 64, 64, 0), feature=CAFE)
    assert colour(lamp, CAFE_CLOSED) == colour(lamp, EVENING) == [*encoded(*(64 / 255,) * 3), 255]


def test_of_light_from_both_the_stores_share_goes_out() -> None:
    both = part_of(Surface.OPAQUE, (0, 0, 0, 255), (100, 100, 100, 51), feature=CAFE)
    assert colour(both, CAFE_CLOSED)[:3] == encoded(*(80 / 255,) * 3)


def test_a_pane_goes_out_with_its_store_and_a_pane_of_nobody_never() -> None:
    light = (0, 0, 0, 100), (200, 200, 200, 30)
    assert colour(part_of(Surface.BLEND, *light, feature=CAFE), CAFE_CLOSED) == [0, 0, 0, 30]
    assert colour(part_of(Surface.BLEND, *light, feature=GROUND), CAFE_CLOSED) == [*encoded(*(200 / 255,) * 3), 30]


def test_the_ground_cannot_be_closed() -> None:
    light = LightOfDay(evening=1.0, closed_stores=frozenset({"", "cafe"}))
    ground = part_of(Surface.OPAQUE, (0, 0, 0, 255), (90, 90, 90, 255))
    assert colour(ground, light) == colour(ground, EVENING)


@pytest.mark.parametrize("surface", Surface)
def test_an_older_tile_has_dusk_and_no_lamps_and_keeps_its_opacity(surface: Surface) -> None:
    older = part_of(surface, (80, 120, 160, 200), None, feature=CAFE)
    dark = part_of(surface, (80, 120, 160, 200), (0, 0, 0, 200 if surface is Surface.BLEND else 0), feature=CAFE)
    for light in (DAY, EVENING, CAFE_CLOSED, LightOfDay(evening=0.5)):
        assert colour(older, light) == colour(dark, light)
    assert colour(older, EVENING)[3] == (255 if surface is Surface.OPAQUE else 200)


@given(surface=SURFACES, day=RGBAS, after=RGBAS)
@settings(max_examples=40, deadline=None)
def test_between_day_and_evening_every_channel_goes_one_way(surface: Surface, day: Rgba, after: Rgba) -> None:
    part = part_of(surface, day, after, feature=CAFE)
    way = np.array([colour(part, LightOfDay(evening=step / 64)) for step in range(65)])
    steps = np.diff(way, axis=0)
    assert ((steps >= 0).all(axis=0) | (steps <= 0).all(axis=0)).all()


def test_what_has_no_baked_light_looks_the_same_at_any_hour() -> None:
    vertices = np.zeros(3, VERTEX)
    vertices["colour"] = (1, 2, 3, 4)
    part = ChunkPart(
        name="", surface=Surface.BLEND, picture=None, vertices=vertices, triangles=np.array([[0, 1, 2]], np.uint16)
    )
    assert colour(part, CAFE_CLOSED) == [1, 2, 3, 4]


def test_a_tile_without_a_table_has_no_stores_to_close() -> None:
    whole = part_of(Surface.OPAQUE, (0, 0, 0, 255), (90, 90, 90, 255))
    assert (relight(whole, FeatureTable(), CAFE_CLOSED) == relight(whole, FEATURES, EVENING)).all()


def test_many_vertices_are_each_composed_by_themselves() -> None:
    rng = np.random.default_rng(7)
    vertices = np.zeros(200, VERTEX)
    vertices["feature"] = rng.integers(0, 3, 200)
    day, after = (rng.integers(0, 256, (200, 4)).astype(np.uint8) for _ in range(2))
    light = LightOfDay(evening=0.75, closed_stores=frozenset({"bar"}))
    part = ChunkPart(
        name="",
        surface=Surface.OPAQUE,
        picture=None,
        vertices=vertices,
        baked=BakedLight(day=day, after_dark=after),
        triangles=np.arange(198, dtype=np.uint16).reshape(-1, 3),
    )
    relit = relight(part, FEATURES, light)
    for row in range(200):
        one = part_of(
            Surface.OPAQUE, tuple(day[row].tolist()), tuple(after[row].tolist()), feature=int(vertices["feature"][row])
        )
        assert relit[row].tolist() == colour(one, light)


@pytest.mark.parametrize(
    ("light", "shown"),
    [
        (LightOfDay(closed_stores=frozenset({"cafe"})), DAY),
        (LightOfDay(evening=1.0, closed_stores=frozenset({"far"})), EVENING),
        (CAFE_CLOSED, CAFE_CLOSED),
        (LightOfDay(evening=1.0, night=0.5, closed_stores=frozenset({"far"})), LightOfDay(evening=1.0, night=0.5)),
        (LightOfDay(evening=1.0, closed_stores=frozenset({"cafe", "far"})), CAFE_CLOSED),
    ],
)
def test_a_light_is_the_same_on_a_tile_whose_stores_it_does_not_concern(light: LightOfDay, shown: LightOfDay) -> None:
    assert light_on(frozenset({"cafe", "bar"}), light) == shown
