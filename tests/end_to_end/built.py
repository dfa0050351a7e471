"""A source folder, what was read from it and the scene that was built: what the claims of this folder are about."""

import csv
import json
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import shapely

from district_builder.domain.districts import DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind
from district_builder.pipeline import BuiltScene, build_scene
from district_builder.sources.folder import read_folder

Json = dict[str, Any]
ABSENCES = frozenset(  # the doubts that can explain why a row of a store list is not in the scene
    {
        NoteKind.UNREADABLE_ROW,
        NoteKind.NO_POSITION,
        NoteKind.OUTSIDE_AREA,
        NoteKind.UNKNOWN_BUILDING,
        NoteKind.DUPLICATE_STORE,
        NoteKind.CLOSED_STORE,
    }
)


SENTENCE = re.compile(r".*[가-힣].*[.!?](\s.*[.!?])?")
LONGEST_SENTENCES = 200


@dataclass(frozen=True)
class Built:
    folder: Path
    source: DistrictSource
    scene_folder: Path
    built: BuiltScene

    @classmethod
    def of(cls, folder: Path, scene_folder: Path, *, executor: Executor | None) -> "Built":
        source = read_folder(folder)
        return cls(folder, source, scene_folder, build_scene(source, scene_folder, executor=executor))

    @cached_property
    def tileset(self) -> Json:
        return self._json("tileset.json")

    @cached_property
    def scene(self) -> Json:
        return self._json("scene.json")

    @cached_property
    def features(self) -> list[Json]:
        features: list[Json] = self._json("places.geojson")["features"]
        return features

    @cached_property
    def tiles(self) -> list[Path]:
        return sorted((self.scene_folder / "tiles").glob("*.glb"))

    def of_kind(self, kind: str) -> list[Json]:
        return [feature for feature in self.features if feature["properties"]["kind"] == kind]

    def tile_uris(self) -> dict[tuple[int, ...], str]:
        """Content by the way from the root, child by child: the same tile has the same way in another build."""
        return dict(_uris(self.tileset["root"], ()))

    def metres(self, geometry: Json) -> Any:
        """A WGS 84 geometry of places.geojson in the district frame, metres."""
        frame = self.source.district.frame
        return shapely.transform(
            shapely.geometry.shape(geometry),
            lambda places: [frame.district_from_wgs84(LonLat(*place)) for place in places],
        )

    def _json(self, name: str) -> Any:
        return json.loads((self.scene_folder / name).read_bytes())


def unexplained_rows(built: Built, file: str) -> list[int]:
    """Rows of a CSV store list that neither stand in the scene nor have a note that says why not."""
    placed = {placement.store_id for placement in built.built.placements}
    known = {
        store.origin.row for store in built.source.stores if store.origin.file == file and store.store_id in placed
    }
    known |= {note.row for note in built.built.notes if note.file == file and note.kind in ABSENCES}
    return [row for row in _csv_rows(built.folder / file) if row not in known]


def unclear_words(note: BuildNote) -> list[str]:
    """A note's text or remedy where it is no Korean sentence that a person reads in one breath."""
    return [
        words
        for words in (note.text, note.remedy)
        if not SENTENCE.fullmatch(words) or len(words) > LONGEST_SENTENCES or "Traceback" in words
    ]


def _csv_rows(path: Path) -> Iterator[int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), start=1):
            if number > 1 and any(cells):
                yield number


def _uris(tile: Json, way: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], str]]:
    if "content" in tile:
        yield way, tile["content"]["uri"]
    for index, child in enumerate(tile.get("children", ())):
        yield from _uris(child, (*way, index))
