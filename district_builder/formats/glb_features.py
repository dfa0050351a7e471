"""What can be picked in a tile: EXT_structural_metadata's property table and EXT_mesh_features' reference to it."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from district_builder.formats.glb_buffer import GlbBuffer, Json
from district_builder.geometry.mesh import FeatureKind, FeatureRow

__all__ = ["FeatureKind", "FeatureRow", "mesh_features", "structural_metadata"]

COLUMNS = ("store_id", "building_id", "kind")


def mesh_features(feature_count: int) -> Json:
    """The primitive's extension object: attribute _FEATURE_ID_0 names a row of table 0."""
    return {"featureIds": [{"featureCount": feature_count, "attribute": 0, "propertyTable": 0}]}


def structural_metadata(features: Sequence[FeatureRow], buffer: GlbBuffer) -> Json:
    """The root's extension object; puts the strings into the buffer as UTF-8 with 32-bit offsets."""
    properties = {}
    for column in COLUMNS:
        words = [str(getattr(feature, column)).encode("utf-8", "replace") for feature in features]
        offsets = np.fromiter(accumulate(map(len, words), initial=0), np.uint32, len(words) + 1)
        properties[column] = {
            "values": buffer.add_bytes(f"{column} text", b"".join(words)),
            "stringOffsets": buffer.add_bytes(f"{column} offsets", offsets.tobytes()),
        }
    schema = {name: {"type": "STRING", "required": True} for name in COLUMNS}
    return {
        "schema": {"id": "golmok", "classes": {"thing": {"properties": schema}}},
        "propertyTables": [{"class": "thing", "count": len(features), "properties": properties}],
    }
