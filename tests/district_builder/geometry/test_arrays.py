"""Equal rows are found as numpy finds them, only sooner."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from district_builder.geometry.arrays import equal_rows

few_values = arrays.arrays(
    np.int32, st.tuples(st.integers(1, 40), st.integers(1, 7)), elements=st.sampled_from([-(2**31), -1, 0, 1, 70_000])
)


@given(rows=few_values)
def test_groups_and_their_first_rows_are_those_of_numpys_unique(rows):
    first, group = equal_rows(rows)
    _, wanted_first, wanted_group = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    assert first.tolist() == wanted_first.tolist()
    assert group.tolist() == wanted_group.reshape(-1).tolist()


@given(rows=few_values)
def test_every_row_can_be_had_back_from_its_group(rows):
    first, group = equal_rows(rows)
    assert (rows[first][group] == rows).all()
    assert len({tuple(row) for row in rows[first].tolist()}) == len(first)


def test_one_row_is_one_group():
    first, group = equal_rows(np.array([[3, 1, 4]]))
    assert (first.tolist(), group.tolist()) == ([0], [0])
