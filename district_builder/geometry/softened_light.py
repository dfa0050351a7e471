"""Light after dark with the soft edges that lamps have.

To a meter a lamp is a point, and what it throws ends within a hand's breadth: finer than the texels of a light map, on
which such edges would be blots.
"""

from dataclasses import replace

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.buried import are_buried
from district_builder.geometry.light_meter import Light
from district_builder.geometry.texel_places import NO_FACE, TexelPlaces
from district_builder.geometry.wall_charts import PADDING, Charts

WEIGHTS = ((-1, 1.0), (0, 2.0), (1, 1.0))  # of texels beside each other, across and down


def soften_after_dark(light: Light, places: TexelPlaces, owners: IntArray, charts: Charts) -> Light:
    """Mean the light of lamps and stores on each texel with that on the eight around it.

    Charts lie too far apart to mix; texels of other `owners` (k,) and buried ones say nothing.
    """
    row_of = np.full((charts.height + 2 * PADDING, charts.width + 2 * PADDING), NO_FACE, dtype=np.int64)
    x, y = (places.texels + PADDING).T
    row_of[y, x] = np.arange(len(places))
    own = np.concatenate([light.lamps, light.store], axis=1)
    buried = are_buried(light)
    total, whole = np.zeros_like(own), np.zeros(len(own))
    for down, weight_down in WEIGHTS:
        for across, weight_across in WEIGHTS:
            beside = row_of[y + down, x + across]
            told = np.flatnonzero((beside != NO_FACE) & ~buried[beside] & (owners[beside] == owners))
            total[told] += weight_down * weight_across * own[beside[told]]
            whole[told] += weight_down * weight_across
    soft: FloatArray = np.where(buried[:, None], own, total / np.maximum(whole, 1.0)[:, None])
    return replace(light, lamps=soft[:, :3], store=soft[:, 3:])
