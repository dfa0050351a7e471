"""How deep the room behind each ground-floor front may be, so that rooms of two walls do not meet at a corner."""

from collections.abc import Sequence

import numpy as np
from shapely.geometry import Polygon

from district_builder.domain.plan import BayUse, StreetWall
from district_builder.domain.stores import StoreId
from district_builder.stages.interior import DEPTH_METRES

DEPTHS = (DEPTH_METRES, 2.2, 1.2, 0.6)
GLASS_METRES = 0.3
ENTRANCE_METRES = 3.4


def plan_rooms(walls: Sequence[StreetWall]) -> dict[StoreId, float]:
    """Depth of each ground-floor store's room; the first wall's rooms come first, later ones give way."""
    taken: list[Polygon] = []
    depths: dict[StoreId, float] = {}
    for wall in walls:
        start = np.array(wall.left_foot_in_district)
        ahead = (np.array(wall.right_foot_in_district) - start) / wall.width_metres
        inward = np.array([-ahead[1], ahead[0]])
        for bay in (bay for bay in wall.bays if bay.storey == 1 and bay.use is not BayUse.PLAIN):
            left, right = (start + ahead * metres for metres in (bay.start_metres + 0.05, bay.end_metres - 0.05))
            tries = DEPTHS if bay.use is BayUse.STORE else (ENTRANCE_METRES,)
            for depth in tries:
                far = inward * (GLASS_METRES + depth)
                room = Polygon([left, right, right + far, left + far])
                if not any(room.intersects(other) for other in taken):
                    break
            taken.append(room)
            if bay.use is BayUse.STORE:
                depths[bay.store_id] = depth
    return depths
