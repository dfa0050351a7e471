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
    layer = np.full((charts.height, charts.width), np.nan)
    layer[places.texels[:, 1], places.texels[:, 0]] = factors
    numbers = chart_numbers(charts)
    while True:
        total, count = np.zeros_like(layer), np.zeros(layer.shape)
        for here, there in _neighbours():
            tells = ~np.isnan(layer[there]) & (numbers[here] == numbers[there])
            total[here][tells] += layer[there][tells]
            count[here][tells] += 1.0
        found = np.isnan(layer) & (count > 0) & (numbers != NO_FACE)
        if not found.any():
            return np.asarray(np.nan_to_num(layer, nan=1.0))
        layer[found] = total[found] / count[found]


def _neighbours() -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Parts of a sheet, and the same parts one texel beside them."""
    every, but_first, but_last = slice(None), slice(1, None), slice(None, -1)
    pairs = [((every, but_first), (every, but_last)), ((but_first, every), (but_last, every))]
    return [*pairs, *((there, here) for here, there in pairs)]
