"""What a light map holds where nothing was measured: the nearest of its chart, so that filters mix nothing else in."""

import numpy as np

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.texel_places import NO_FACE, TexelPlaces, chart_numbers
from district_builder.geometry.wall_charts import Charts


def spread(factors: FloatArray, places: TexelPlaces, charts: Charts) -> FloatArray:
    """A layer of the map (height, width) of what its texels say (k,), NaN where one says nothing.

    Others have the mean of their neighbours in the chart, from its walls outwards, its frame included. A chart that
    says nothing at all, and what lies between charts, is 1.
    """
    numbers = np.pad(chart_numbers(charts), 1, constant_values=NO_FACE)
    layer = np.full(numbers.shape, np.nan)
    layer[places.texels[:, 1] + 1, places.texels[:, 0] + 1] = factors
    told, chart_of, width = layer.ravel(), numbers.ravel(), numbers.shape[1]
    silent = np.flatnonzero(np.isnan(told) & (chart_of != NO_FACE))
    while len(silent):
        beside = silent[:, None] + (-1, 1, -width, width)
        said = np.where(chart_of[beside] == chart_of[silent, None], told[beside], np.nan)
        tells = ~np.isnan(said)
        found = tells.any(axis=1)
        if not found.any():
            break
        told[silent[found]] = np.where(tells, said, 0.0)[found].sum(axis=1) / tells[found].sum(axis=1)
        silent = silent[~found]
    return np.asarray(np.nan_to_num(layer, nan=1.0)[1:-1, 1:-1])
