"""The tiles of a district on the screen: what is drawn now, what comes, what goes."""

import logging
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

import numpy as np
import numpy.typing as npt

from district_builder.domain.frames import Point3
from viewer.content.scene import Scene
from viewer.content.tile_loader import FailedTile, LoadedTile, TileLoader
from viewer.core.chunk import Chunk
from viewer.core.light_map import LightMap
from viewer.core.light_of_day import LightOfDay
from viewer.core.lit_tiles import LitTiles
from viewer.core.picking import PickMesh, PickScene
from viewer.core.pose import Pose
from viewer.core.relight import relight
from viewer.core.tile_choice import Lens, TileChoice, TileChooser
from viewer.core.tile_memory import TileMemory
from viewer.panda.chunks import add_smaller_levels, begin_texture, make_chunk_node, prepare_vertices, recolour
from viewer.panda.engine import Engine
from viewer.panda.light_maps import can_show, make_light_texture, show_hour

LOG = logging.getLogger(__name__)
CEILING_BYTES = 768 * 2**20
SHARE_BYTES = 2**20  # of a frame for what arrives; measured, copying takes 0.7 ms a MB
LEAST_STEP_BYTES = 2**17  # what the smallest step counts for: it costs the engine's own work all the same
MOST_GEOMS = 144  # the budget of a view is 150; the sky and the pictures over the street are the rest


class Street:
    """Tiles below one node. `tend` once a frame brings a frame's share of what has arrived onto the graphics card.

    With `most_geoms`, the farther tiles of a crowded view are drawn coarser.
    """

    def __init__(
        self, *, engine: Engine, scene: Scene, loader: TileLoader, anisotropy: int, most_geoms: int | None = None
    ) -> None:
        self._root = engine.render.attach_new_node("street")
        self._card = engine.window.get_gsg().get_prepared_objects()
        self._shows_light_maps = can_show(engine.window.get_gsg())
        self._arriving: LoadedTile | None = None
        self._steps: Iterator[int] = iter(())
        self._loader, self._anisotropy = loader, anisotropy
        self._tileset = scene.tileset
        self._chooser = TileChooser(scene.tileset, most_geoms=most_geoms)
        self._eye = Point3(0.0, 0.0, 0.0)
        self._lit = LitTiles()
        self._chunks: dict[int, Chunk] = {}
        self._geoms: dict[int, int] = {}
        self._memory = TileMemory(ceiling_bytes=CEILING_BYTES)
        self._nodes: dict[int, Any] = {}
        self._picks: dict[int, PickMesh] = {}
        self._light_maps: dict[int, tuple[LightMap, Any]] = {}
        self._textures: dict[str, Any] = {}
        self._texture_users: dict[str, set[int]] = {}
        self._failed: dict[int, str] = {}
        self._drawn: frozenset[int] = frozenset()
        self._pick_scene: PickScene | None = None

    @property
    def picks(self) -> PickScene:
        """What is drawn, for rays; made when it is asked for, which need not be in the frame that chose."""
        if self._pick_scene is None:
            self._pick_scene = PickScene([self._picks[index] for index in sorted(self._drawn)])
        return self._pick_scene

    @property
    def failures(self) -> dict[int, str]:
        """Why tiles are missing, by their index."""
        return self._failed

    @property
    def tiles_in_memory(self) -> Set[int]:
        return self._memory.ready

    def accept_error(self, pixels: float) -> None:
        """How coarse the street may look from the next choice on."""
        self._chooser.target_error_pixels = pixels

    def show_light(self, light: LightOfDay) -> None:
        """Show another hour: tiles that come are in this light at once, those that are here become so frame by frame.

        Costs nothing when the light makes no difference.
        """
        self._lit.change(light)

    @property
    def is_light_settled(self) -> bool:
        """True when every tile in memory shows the light that was last asked for."""
        return not self._lit.stale

    def choose(self, pose: Pose, lens: Lens) -> TileChoice:
        """Show what an eye needs of the tiles that are here, and ask for the others."""
        choice = self._chooser.choose(
            pose, lens, ready=self._memory.ready, failed=self._failed.keys(), geoms=self._geoms
        )
        for index in self._drawn - choice.draw:
            if index in self._nodes:
                self._nodes[index].stash()
        for index in choice.draw - self._drawn:
            self._nodes[index].unstash()
        if choice.draw != self._drawn:
            self._drawn = choice.draw
            self._pick_scene = None
        self._eye = pose.eye_in_district
        self._memory.touch(choice.keep)
        for index in self._memory.to_drop(keep=choice.keep | choice.draw):
            self._drop(index)
        arriving = self._arriving.index if self._arriving is not None else None
        self._loader.want([index for index in choice.fetch if index != arriving])
        return choice

    def tend(self) -> bool:
        """Do one frame's share of bringing tiles in and of following the light. True when something was done."""
        done = 0
        while done < SHARE_BYTES:
            step = self._next_step(self._loader.take)
            if step is None:
                break
            done += max(step, LEAST_STEP_BYTES)
        if done < SHARE_BYTES and self._lit.stale:
            done += self._follow_light(SHARE_BYTES - done)
        return done > 0

    def _follow_light(self, room: int) -> int:
        """Recolour parts of tiles, what is drawn and near first, until about `room` bytes are moved: how many were."""
        distances, done = self._chooser.distances_metres(self._eye).tolist(), 0
        for index in sorted(self._lit.stale, key=lambda index: (index not in self._drawn, distances[index])):
            chunk, node = self._chunks[index], self._nodes[index]
            while index in self._lit.stale:
                if done >= room:
                    return done
                place = self._lit.take(index)
                if place == len(chunk.drawn_parts):
                    light_map, texture = self._light_maps[index]
                    show_hour(texture, light_map, self._lit.light)
                    done += max(light_map.shown_bytes, LEAST_STEP_BYTES)
                    continue
                part = chunk.drawn_parts[place]
                recolour(node, place, relight(part, chunk.features, self._lit.light))
                done += max(part.vertices.nbytes, LEAST_STEP_BYTES)
        return done

    def wait(self, *, seconds: float) -> bool:
        """Attach one finished tile at once, waiting for it."""
        step = self._next_step(lambda: self._loader.wait(seconds=seconds))
        while self._arriving is not None:
            self._next_step(self._loader.take)
        return step is not None

    def _next_step(self, take: Callable[[], LoadedTile | FailedTile | None]) -> int | None:
        """Go one step further with what arrives, or begin with what `take` gives: the bytes moved, None for nothing."""
        if self._arriving is None:
            return 0 if self._begin(take()) else None
        step = next(self._steps, None)
        if step is None:
            self._arriving = None
            return 0
        return step

    def _begin(self, tile: LoadedTile | FailedTile | None) -> bool:
        if isinstance(tile, FailedTile):
            LOG.warning("A piece of the street is missing: %s", tile.reason)
            self._failed[tile.index] = tile.reason
        elif tile is not None:
            self._drop(tile.index)
            for key in tile.texels:  # from now on, or a tile that goes would take a shared texture with it
                self._texture_users.setdefault(key, set()).add(tile.index)
            self._arriving, self._steps = tile, self._bring_in(tile)
        return tile is not None

    def _bring_in(self, tile: LoadedTile) -> Iterator[int]:
        """The steps from arrays to a node that can be shown, each with the bytes it moves.

        What is prepared goes to the graphics card with the next frame, so that no frame has to do that and draw for
        the first time as well; a texture takes the whole of a frame's share.
        """
        for key, texels in tile.texels.items():
            if key not in self._textures:
                texture = self._textures[key] = begin_texture(texels, name=key[:12], anisotropy=self._anisotropy)
                yield len(texels.levels[0])
                add_smaller_levels(texture, texels)
                yield texels.size_bytes - len(texels.levels[0])
                texture.prepare(self._card)
                yield SHARE_BYTES
        light, colours, texture = self._lit.light, [], None
        if tile.light_map is not None and self._shows_light_maps:
            name = self._tileset.tiles[tile.index].uri
            texture = make_light_texture(tile.light_map, light, name=f"light of {name}")
            yield tile.light_map.shown_bytes
            texture.prepare(self._card)
            yield SHARE_BYTES
        if light.evening > 0.0:
            for part in tile.chunk.drawn_parts:
                colours.append(relight(part, tile.chunk.features, light))
                yield part.vertices.nbytes
        self._attach(tile, light, colours, texture)
        yield tile.chunk.size_bytes

    def _attach(
        self, tile: LoadedTile, light: LightOfDay, colours: Sequence[npt.NDArray[np.uint8]], light_texture: Any | None
    ) -> None:
        """`colours` are those of the drawn parts in that light; none by day, which is how they come.

        The light map counts as one more part: it follows the light as they do.
        """
        size = tile.chunk.size_bytes + tile.chunk.relit_bytes
        size += sum(t.size_bytes for key, t in tile.texels.items() if self._texture_users[key] == {tile.index})
        textures = [self._textures.get(key) for key in tile.picture_keys]
        uri, parts = self._tileset.tiles[tile.index].uri, len(tile.chunk.drawn_parts)
        node = make_chunk_node(tile.chunk, textures, name=uri, light=light_texture)
        if tile.light_map is not None and light_texture is not None:
            self._light_maps[tile.index], parts = (tile.light_map, light_texture), parts + 1
            size += 2 * tile.light_map.shown_bytes
        for place, colour in enumerate(colours):
            recolour(node, place, colour)
        node.reparent_to(self._root, tile.index)  # whatever came first, tiles are drawn in the tileset's order
        prepare_vertices(node, self._card)
        node.stash()
        self._nodes[tile.index], self._picks[tile.index] = node, tile.picks
        self._geoms[tile.index] = node.node().get_num_geoms()
        self._memory.add(tile.index, size_bytes=size)
        self._chunks[tile.index] = tile.chunk
        stores = tile.chunk.features.store_ids
        self._lit.add(tile.index, stores=stores, parts=parts, shown=light)

    def _drop(self, index: int) -> None:
        node = self._nodes.pop(index, None)
        if node is None:
            return
        node.remove_node()
        del self._picks[index], self._geoms[index], self._chunks[index]
        self._lit.drop(index)
        if index in self._light_maps:
            self._light_maps.pop(index)[1].release_all()
        self._memory.drop(index)
        for key in [key for key, users in self._texture_users.items() if index in users]:
            self._texture_users[key].discard(index)
            if not self._texture_users[key]:
                del self._texture_users[key]
                self._textures.pop(key).release_all()
