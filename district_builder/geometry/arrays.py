"""Names for the arrays that geometry passes around, and rows of them that are equal."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.floating]
IntArray: TypeAlias = NDArray[np.integer]


def equal_rows(rows: IntArray) -> tuple[IntArray, IntArray]:
    """Group equal rows of an (n, width) array, n > 0.

    Sorts by columns, because numpy's `unique` compares whole rows and takes three times as long.

    Returns:
        The index of each group's first row, groups in rising order of their rows, and (n,) the group of each row.
    """
    order = np.lexsort(rows.T[::-1])
    in_order = rows[order]
    is_new = np.concatenate([[True], (in_order[1:] != in_order[:-1]).any(axis=1)])
    group = np.empty(len(rows), dtype=np.intp)
    group[order] = np.cumsum(is_new) - 1
    return order[is_new], group
