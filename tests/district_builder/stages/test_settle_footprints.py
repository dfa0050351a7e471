"""Footprints that share no ground."""

from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.outlines import polygon_of, signed_area
from district_builder.stages.settle_footprints import separate_footprints
from tests.district_builder.stages.settle_samples import box, building, turned


def test_buildings_that_only_touch_are_left_alone():
    pair = [building("a", box(0, 0, 10, 10)), building("b", box(10, 0, 10, 10))]
    settled = separate_footprints(pair)
    assert settled.buildings == tuple(pair)
    assert not settled.absorbed + settled.trimmed + settled.too_small


def test_a_duplicate_is_absorbed_and_its_facts_are_kept():
    outline = building("a", box(0, 0, 10, 10))
    twin = building("b", box(0.1, 0.1, 9.8, 9.8), name="한빛빌딩", road="역삼로", at=12, above=6, below=1)
    settled = separate_footprints([twin, outline])
    (whole,) = settled.buildings
    assert settled.absorbed == ("b",)
    assert (whole.building_id, whole.name, whole.road, str(whole.number)) == ("a", "한빛빌딩", "역삼로", "12")
    assert (whole.storeys_above, whole.storeys_below) == (6, 1)


def test_the_whole_keeps_what_it_knows_itself():
    whole = building("a", box(0, 0, 10, 10), name="본관", road="역삼로", at=2, above=3)
    part = building("b", box(1, 1, 4, 4), name="별관", road="역삼로", at=4, above=9)
    (left,) = separate_footprints([whole, part]).buildings
    assert (left.name, str(left.number), left.storeys_above) == ("본관", "2", 3)


def test_of_two_equal_outlines_the_one_with_an_address_stays():
    plain, addressed = building("a", box(0, 0, 9, 9)), building("b", box(0, 0, 9, 9), road="역삼로", at=1)
    assert [one.building_id for one in separate_footprints([plain, addressed]).buildings] == ["b"]


def test_a_partial_overlap_goes_to_the_larger_building():
    large, small = building("a", box(0, 0, 20, 10)), building("b", box(18, 0, 10, 10))
    settled = separate_footprints([small, large])
    areas = {one.building_id: signed_area(one.footprint) for one in settled.buildings}
    assert settled.trimmed == ("b",)
    assert areas["a"] == 200
    assert 79.5 < areas["b"] <= 80


def test_a_speck_is_not_a_building():
    assert separate_footprints([building("a", box(0, 0, 1, 1))]).too_small == ("a",)
    assert separate_footprints([]).buildings == ()


boxes = st.lists(
    st.builds(
        lambda west, south, width, depth, degrees: turned(box(0, 0, width, depth), degrees=degrees, dx=west, dy=south),
        st.integers(0, 60),
        st.integers(0, 60),
        st.integers(3, 30),
        st.integers(3, 30),
        st.integers(0, 90),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(boxes, st.randoms(use_true_random=False))
def test_no_two_settled_footprints_share_ground_whatever_the_order(rings, random):
    buildings = [building(f"b{index}", ring) for index, ring in enumerate(rings)]
    settled = separate_footprints(buildings)
    shapes = [polygon_of(one.footprint, one.holes) for one in settled.buildings]
    for index, shape in enumerate(shapes):
        assert shape.is_valid
        assert signed_area(settled.buildings[index].footprint) > 0
        assert all(shape.intersection(other).area < 0.05 for other in shapes[:index])
    random.shuffle(buildings)
    assert separate_footprints(buildings) == settled
