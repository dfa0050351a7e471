"""Charts: one a stretch of plane wall, never over each other, every face inside its own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry import wall_charts
from district_builder.geometry.texel_places import NO_FACE, chart_numbers
from district_builder.geometry.wall_charts import HIGH_METRES, HIGH_TEXELS, PADDING, Charts, lay_charts
from district_builder.geometry.wall_faces import WallFaces, find_walls
from tests.district_builder.geometry.wall_samples import NORTH, walls

QUARTER = 0.25
spans = st.tuples(
    st.tuples(st.floats(0, 30), st.floats(0.3, 12)).map(lambda span: (span[0], span[0] + span[1])),
    st.tuples(st.floats(0, 9), st.floats(0.3, 6)).map(lambda span: (span[0], span[0] + span[1])),
    st.sampled_from([0.0, 0.12, 3.0]),
)


def charted(*spans, **options) -> tuple[WallFaces, Charts]:
    found = lay_charts(find_walls(walls(*spans, **options)), texel_metres=QUARTER)
    assert found is not None
    return found


def test_faces_of_one_plane_that_are_near_each_other_share_a_chart():
    _, charts = charted(((0, 3), (0, 3), 0.0), ((3, 6), (0, 3), 0.0), ((7, 9), (5, 6), 0.0))
    assert charts.of_face.tolist() == [0, 0, 0]
    assert (charts.low.tolist(), charts.high.tolist()) == ([[0, 0]], [[9, 6]])
    assert charts.cells[0, 2:].tolist() == [36, 24]


def test_planes_that_differ_and_walls_far_apart_have_charts_of_their_own():
    _, charts = charted(((0, 3), (0, 3), 0.0), ((0, 3), (0, 3), 0.12), ((9, 12), (0, 3), 0.0))
    assert len(set(charts.of_face.tolist())) == len(charts) == 3


def test_walls_that_look_another_way_have_charts_of_their_own():
    south, east = find_walls(walls(((0, 3), (0, 3), 0.0))), find_walls(walls(((0, 3), (0, 3), 0.0), towards=NORTH))
    both = WallFaces(
        **{name: np.concatenate([getattr(south, name), getattr(east, name)]) for name in WallFaces.__slots__}
    )
    found = lay_charts(both, texel_metres=QUARTER)
    assert found is not None
    assert len(found[1]) == 2


def test_slivers_keep_their_vertex_colours():
    kept, charts = charted(((0, 0.2), (0, 2), 0.0), ((0, 3), (0, 3), 5.0))
    assert kept.vertices[:, 0].tolist() == [4]
    assert len(charts) == 1
    assert lay_charts(find_walls(walls(((0, 0.2), (0, 2), 0.0))), texel_metres=QUARTER) is None


def test_without_walls_there_are_no_charts():
    assert lay_charts(find_walls(walls(((0, 3), (0, 3), 0.0))).of(np.array([False])), texel_metres=QUARTER) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(spans, min_size=1, max_size=12))
def test_charts_and_their_frames_never_lie_over_each_other_or_off_the_sheet(given_spans):
    _, charts = charted(((0, 2), (0, 2), 9.0), *given_spans)
    covered = np.zeros((charts.height, charts.width), dtype=int)
    for x, y, width, height in charts.cells.tolist():
        assert min(x, y) >= PADDING
        assert x + width + PADDING <= charts.width
        assert y + height + PADDING <= charts.height
        covered[y - PADDING : y + height + PADDING, x - PADDING : x + width + PADDING] += 1
    x, y, width, height = charts.neutral
    covered[y : y + height, x : x + width] += 1
    assert covered.max() == 1
    assert ((chart_numbers(charts) != NO_FACE).sum()) == covered.sum() - width * height
    for side in (charts.width, charts.height):
        assert side & (side - 1) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(spans, min_size=1, max_size=12))
def test_every_corner_lies_inside_its_chart_and_texels_lie_where_their_places_are(given_spans):
    kept, charts = charted(((0, 2), (0, 2), 9.0), *given_spans)
    for corner in range(4):
        places = np.stack([kept.along[:, corner], kept.up[:, corner]], axis=1)
        on_sheet = charts.on_sheet(charts.of_face, places)
        cells = charts.cells[charts.of_face]
        assert (on_sheet >= cells[:, :2] - 1e-6).all()
        assert (on_sheet <= cells[:, :2] + cells[:, 2:] + 1e-6).all()
    every = np.arange(len(charts))
    texels = charts.cells[:, :2] + charts.cells[:, 2:] // 2
    assert charts.on_sheet(every, charts.places(every, texels)) == pytest.approx(texels + 0.5)
    widest = np.where(charts.low[:, 1] >= HIGH_METRES, HIGH_TEXELS, 1.0) * QUARTER
    assert (charts.texel_metres <= widest[:, None] + 1e-9).all()


def test_up_on_a_wall_is_up_on_the_sheet():
    _, charts = charted(((0, 4), (0, 4), 0.0))
    foot, head = charts.on_sheet(np.array([0, 0]), np.array([(1.0, 0.0), (1.0, 4.0)]))
    assert head[1] < foot[1]
    assert head[0] == foot[0]


def test_what_begins_high_above_the_street_has_wider_texels_and_a_chart_of_its_own():
    _, charts = charted(((0, 4), (0, 6), 0.0), ((0, 4), (6, 9), 0.0), ((0, 4), (9, 12), 0.0))
    low, middle, high = charts.of_face.tolist()
    assert low == middle != high
    assert charts.cells[low, 2:].tolist() == [16, 36]
    assert charts.cells[high, 2:].tolist() == [8, 6]


def test_walls_without_end_get_coarser_texels_instead_of_a_larger_sheet(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(wall_charts, "LARGEST_SIDE", 64)
    _, charts = charted(((0, 60), (0, 3), 0.0))
    assert max(charts.width, charts.height) <= 64
    assert charts.texel_metres[0, 0] == pytest.approx(1.0)
