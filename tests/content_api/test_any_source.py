"""Whatever a source says, it comes back whole."""

import dataclasses

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from district_builder.domain.districts import DistrictSource
from district_builder.domain.frames import Point2
from tests.content_api.any_source import corners, sources
from tests.content_api.importer import Importer
from tests.content_api.invented import street_source


@given(first=sources(), second=sources())
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_source_comes_back_whole_even_over_another(
    importer: Importer, first: DistrictSource, second: DistrictSource
) -> None:
    importer.store(first)
    assert importer.load("invented") == first
    summary = importer.store(second)
    assert summary.notes == ()
    assert importer.load("invented") == second
    versions = importer.versions()
    assert not importer.store(second).is_changed
    assert importer.versions() == versions


@given(corners=st.tuples(corners, corners, corners, corners))
@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_marked_corners_come_back_exactly(importer: Importer, corners: tuple[Point2, Point2, Point2, Point2]) -> None:
    source = street_source(importer.folder)
    photo = dataclasses.replace(source.photos[0], corners=corners)
    importer.store(dataclasses.replace(source, photos=(photo,)))
    assert importer.load().photos[0].corners == corners
