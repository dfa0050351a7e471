"""Which store, building or thing a vertex belongs to (EXT_mesh_features, EXT_structural_metadata)."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from district_builder.domain.layout import BuildingId
from district_builder.domain.stores import StoreId
from viewer.core.glb_file import GlbFile

MOST_FEATURES = 65_536
_OFFSETS = {"UINT8": "<u1", "UINT16": "<u2", "UINT32": "<u4", "UINT64": "<u8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureTable:
    """Columns of equal length, one row a feature id; "" where a feature has none."""

    store_ids: tuple[StoreId, ...] = ()
    building_ids: tuple[BuildingId, ...] = ()
    kinds: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.kinds)


def read_feature_table(file: GlbFile) -> FeatureTable:
    """Read property table 0; a file without one has no features.

    Raises:
        SceneError: a column's offsets fall, reach outside its bytes, or the text is not UTF-8.
    """
    extension = file.document.get("extensions", {}).get("EXT_structural_metadata")
    if not isinstance(extension, dict) or not extension.get("propertyTables"):
        return FeatureTable()
    table = extension["propertyTables"][0]
    count = table.get("count") if isinstance(table, dict) else None
    if not isinstance(count, int) or not 0 < count <= MOST_FEATURES:
        raise file.wrong(f"its property table has {count!r} rows.")
    columns = table.get("properties", {})
    return FeatureTable(
        store_ids=_strings(file, columns.get("store_id"), count),
        building_ids=_strings(file, columns.get("building_id"), count),
        kinds=_strings(file, columns.get("kind"), count),
    )


def _strings(file: GlbFile, column: Any, count: int) -> tuple[str, ...]:
    if not isinstance(column, dict):
        return ("",) * count
    dtype = _OFFSETS.get(column.get("stringOffsetType", "UINT32"))
    if dtype is None:
        raise file.wrong(f"the string offsets are {column.get('stringOffsetType')!r}.")
    values, raw = file.view_bytes(column.get("values")), file.view_bytes(column.get("stringOffsets"))
    if len(raw) < (count + 1) * np.dtype(dtype).itemsize:
        raise file.wrong("a string column has too few offsets.")
    offsets = [int(offset) for offset in np.frombuffer(raw, dtype, count + 1)]
    if any(a > b for a, b in pairwise(offsets)) or offsets[-1] > len(values):
        raise file.wrong("a string column's offsets fall or reach past its bytes.")
    try:
        return tuple(bytes(values[a:b]).decode() for a, b in pairwise(offsets))
    except UnicodeDecodeError as error:
        raise file.wrong(f"a string column is not UTF-8 ({error}).") from error
