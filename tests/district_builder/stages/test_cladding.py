"""How buildings are dressed: each its own way, the same every time."""

from hypothesis import given
from hypothesis import strategies as st

from district_builder.stages.cladding import clad


def test_a_building_is_clad_alike_every_time_and_neighbours_differ():
    assert clad("plaza", seed="t")[0] == clad("plaza", seed="t")[0]
    assert len({clad(f"house-{k}", seed="t")[0] for k in range(12)}) == 12
    assert clad("plaza", seed="t")[0] != clad("plaza", seed="u")[0]


@given(name=st.text(min_size=1, max_size=8))
def test_claddings_are_possible_colours_and_measures(name):
    cladding, _ = clad(name, seed="t")
    for tint in (cladding.tint, cladding.side_tint, cladding.frame):
        assert all(0.0 < channel <= 1.1 for channel in tint)
    assert 0.8 < cladding.pane_metres < 2.0
    assert 4.0 < cladding.pilaster_metres < 9.0
