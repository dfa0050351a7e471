"""Where a viewer reads a district: from a content API, or from a scene's folder alone."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from district_builder.domain.categories import KOREAN_LABELS, Category
from viewer.content.client import ContentClient, HttpScene
from viewer.content.scene import Scene, open_scene
from viewer.content.scene_files import FolderScene
from viewer.core.places import StorePlace
from viewer.core.store_facts import StoreFacts, facts_from_place


class StoreSource(Protocol):
    """Who knows about stores; may block, may raise GolmokError."""

    def store(self, store_id: str) -> StoreFacts: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open district: its scene and what is known of its stores."""

    scene: Scene
    stores: StoreSource


@dataclass(frozen=True, slots=True)
class SceneStores:
    """What a scene alone says of its stores: no menu, no hours."""

    scene: Scene

    def store(self, store_id: str) -> StoreFacts:
        place = self.scene.places.store_by_id[store_id]
        building = self.scene.places.building_by_id.get(place.building_id)
        return facts_from_place(
            place, category_label=category_label(place), building_name=building.name if building else ""
        )


@contextlib.contextmanager
def open_source(base_url: str, district: str | None) -> Iterator[Source]:
    """Open a district at an API's address, or a scene's folder at `file:<path>` (then `district` is not looked at).

    None stands for the only district that the API has.

    Raises:
        GolmokError: nobody answers, or there is no such district or scene.
    """
    parts = urlsplit(base_url)
    if parts.scheme == "file":
        scene = open_scene(FolderScene(Path(unquote(parts.path))))
        yield Source(scene=scene, stores=SceneStores(scene))
        return
    client = ContentClient(base_url)
    try:
        yield Source(scene=open_scene(HttpScene(client, district or client.only_district())), stores=client)
    finally:
        client.close()


def category_label(place: StorePlace) -> str:
    """The Korean word for a store's category; that of any store where this version does not know it."""
    known = place.category in set(Category)
    return KOREAN_LABELS[Category(place.category)] if known else KOREAN_LABELS[Category.OTHER]
