"""A walk through a district in a window."""

import gc
import logging
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import platformdirs

from viewer.content.chunk_cache import ChunkCache, default_cache_folder
from viewer.content.errors import ContentUnreachableError
from viewer.content.source import SceneStores, Source, open_source
from viewer.content.tile_loader import TileLoader
from viewer.core.frame_ladder import FrameLadder
from viewer.core.hud_picture import draw_waiting
from viewer.core.light_choice import LightChoice, LightOfVisit, SeenLight
from viewer.core.nearby import facing, next_store, stores_nearby
from viewer.core.picking import direction_through
from viewer.core.pose import Pose
from viewer.core.screens import Command, Screen, after_command, after_press, with_panel
from viewer.core.strides import step_in_district
from viewer.core.theme import WARM, Theme
from viewer.core.tile_choice import Lens
from viewer.core.views import parse_view, start_pose
from viewer.core.window_size import USUAL_WINDOW_PIXELS
from viewer.panda.controls import Controls, Wish
from viewer.panda.engine import Engine, Surroundings, open_engine
from viewer.panda.full_screen import resize_to_screen
from viewer.panda.hud import Hud
from viewer.panda.overlay import OverlayPicture
from viewer.panda.photograph import photograph
from viewer.panda.render_scale import RenderScale
from viewer.panda.sky import add_sky
from viewer.panda.store_panel import StorePanel
from viewer.panda.street import MOST_GEOMS, Street
from viewer.panda.waiting import wait_on_screen

LOG = logging.getLogger(__name__)
SWITCH_SECONDS = 0.0005  # a decoding thread gives way this soon; measured, no frame over 10.5 ms while streaming
FRAMES_BETWEEN_CHOICES = 6
MOST_ARRIVAL_SECONDS = 6.0
ANISOTROPY = {"hardware": 8, "software": 1}


def walk(
    base_url: str,
    district: str | None,
    *,
    at: str | None = None,
    size: tuple[int, int] = USUAL_WINDOW_PIXELS,
    is_fullscreen: bool = False,
    theme: Theme = WARM,
    light: LightChoice = LightChoice.NOW,
) -> None:
    """Open a window on a district and stay until the visitor leaves. Main thread only.

    `district` may be None where the server has one alone. A server that does not answer yet is waited for.

    Raises:
        GolmokError: the district cannot be read, `at` names no place, or no window can be opened.
    """

    def open_once() -> Source:
        return stack.enter_context(open_source(base_url, district))

    def open_window(title: str) -> Engine:
        engine = open_engine(Surroundings.WINDOW, size=size, title=title, is_fullscreen=is_fullscreen)
        stack.callback(engine.close)
        return engine

    with ExitStack() as stack:
        engine: Engine | None = None
        try:
            source = open_once()
        except ContentUnreachableError:
            engine = open_window("골목")
            answered = wait_on_screen(engine, open_once, address=base_url)
            if answered is None:
                return
            source = answered
        scene = source.scene
        pose = parse_view(at, scene.places, scene.ground) if at else start_pose(scene.places, scene.ground)
        pose = pose.moved_to(scene.ground.nearest_standing_place(pose.feet_in_district))
        title = f"골목 · {scene.facts.name_ko}"
        if engine is None:
            engine = open_window(title)
        else:
            engine.rename(title)
        loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=ChunkCache(default_cache_folder()))
        stack.callback(loader.close)
        seen = LightOfVisit(light, place=scene.facts.anchor)
        Walk(engine=engine, source=source, loader=loader, pose=pose, theme=theme, light=seen).run()


class Walk:
    """One visit: every frame reads the controls, moves the eye and shows what the screen says."""

    def __init__(
        self,
        *,
        engine: Engine,
        source: Source,
        loader: TileLoader,
        pose: Pose,
        theme: Theme,
        light: LightOfVisit,
    ) -> None:
        scene = source.scene
        self.pose, self.screen = pose, Screen()
        self._engine, self._scene = engine, scene
        self._controls = Controls(engine)
        self._street = Street(
            engine=engine,
            scene=scene,
            loader=loader,
            anisotropy=ANISOTROPY["software" if engine.is_software else "hardware"],
            most_geoms=MOST_GEOMS,
        )
        self._sky = add_sky(
            engine.render,
            sun_azimuth_degrees=scene.facts.sun_azimuth_degrees,
            sun_elevation_degrees=scene.facts.sun_elevation_degrees,
        )
        self._light, self._shown_light = light, SeenLight()
        self._hud = Hud(engine, scene.places)
        self._panel = StorePanel(
            OverlayPicture(engine.overlay, sort=20),
            read=source.stores.store,
            read_at_once=SceneStores(scene).store,
            theme=theme,
        )
        self._scale = RenderScale(engine)
        self._ladder = FrameLadder()
        self._looked_at, self._pointed_at = "", ""
        self._frame = 0
        self._started = self._last = time.monotonic()

    def run(self) -> None:
        """Walk until the visitor leaves or closes the window."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.collect()
        gc.freeze()
        try:
            self._arrive()
            while self.step():
                pass
        finally:
            self._panel.close()
            gc.unfreeze()
            sys.setswitchinterval(before)

    def _arrive(self) -> None:
        """Fill the view before the first step, because nobody walks yet and many tiles a frame disturb nobody."""
        width, height = self._engine.size_pixels
        self._show_light()
        waiting = OverlayPicture(self._engine.overlay, sort=40)
        picture = draw_waiting(self._scene.facts.name_ko, screen_height=height)
        waiting.show(picture, x=(width - picture.width) // 2, y=(height - picture.height) // 2)
        self._sky.set_pos(*self.pose.eye_in_district)
        self._engine.look(self.pose, self._lens())
        self._engine.draw_frame()
        until = time.monotonic() + MOST_ARRIVAL_SECONDS
        while self._street.choose(self.pose, self._lens()).fetch and time.monotonic() < until:
            self._street.wait(seconds=0.2)
        waiting.hide()
        self._started = self._last = time.monotonic()

    def step(self) -> bool:
        """One frame; False when the walk is over."""
        now = time.monotonic()
        seconds, self._last = now - self._last, now
        wish = self._controls.read(seconds=seconds)
        self._engine.fit_overlay()
        if self._engine.is_software and self._ladder.note(seconds):
            self._street.accept_error(self._ladder.rung.target_error_pixels)
        self._scale.fit(self._ladder.rung.render_share)
        self._follow(wish, seconds)
        self._show_light()
        lens = self._lens()
        self._street.tend()
        if self._frame % FRAMES_BETWEEN_CHOICES == 0:
            self._street.choose(self.pose, lens)
        elif self._frame % FRAMES_BETWEEN_CHOICES == FRAMES_BETWEEN_CHOICES // 2:  # both in one would make it long
            self._look_at_stores()
        self._panel.want(self.screen, size=self._engine.size_pixels)
        self._panel.tend()
        self._hud.update(
            self.screen, pose=self.pose, looked_at=self._looked_at, seconds_since_start=now - self._started
        )
        self._sky.set_pos(*self.pose.eye_in_district)
        self._engine.look(self.pose, lens)
        self._engine.draw_frame()
        self._frame += 1
        return not (wish.closes_window or self.screen.has_left or self._engine.window.is_closed())

    def _lens(self) -> Lens:
        width, height = self._engine.size_pixels
        return Lens(width_pixels=width, height_pixels=height)

    def _show_light(self) -> None:
        seen = self._light.seen()
        if seen != self._shown_light:
            self._shown_light = seen
            self._street.show_light(seen.light)
            self._sky.show_light(seen.light, glow_azimuth_degrees=seen.glow_azimuth_degrees)

    def _follow(self, wish: Wish, seconds: float) -> None:
        if self.screen.is_walking:
            self.pose = self.pose.turned(right_degrees=wish.right_degrees, up_degrees=wish.up_degrees)
            step = step_in_district(
                wish.push, heading_degrees=self.pose.heading_degrees, pace=wish.pace, seconds=seconds
            )
            self.pose = self.pose.moved_to(self._scene.ground.walk(self.pose.feet_in_district, step))
            if wish.push.forward or wish.push.right or wish.right_degrees:
                self._pointed_at = ""
        for command in wish.commands:
            self._obey(command)
        if wish.click is not None:
            self._click(*wish.click)

    def _obey(self, command: Command) -> None:
        match command:
            case Command.PICTURE:
                self._save_picture()
            case Command.LIGHT:
                self._light.choose_next()
                self._hud.say_light(self._light.choice, seconds_since_start=time.monotonic() - self._started)
            case Command.FULLSCREEN:
                resize_to_screen(self._engine)
            case Command.CAPTURE_POINTER if self.screen.is_walking and not self._controls.is_pointer_captured:
                self._controls.capture_pointer()
            case Command.CAPTURE_POINTER:
                self._controls.free_pointer()
            case Command.NEXT | Command.PREVIOUS if self.screen.is_walking:
                self._point_at_next(1 if command is Command.NEXT else -1)
            case _:
                self.screen = after_command(
                    self.screen, command, looked_at=self._looked_at, actions=self._panel.actions
                )
        if not self.screen.is_walking:
            self._controls.free_pointer()

    def _click(self, x: float, y: float) -> None:
        if self.screen.store_id:
            action = self._panel.action_at(x, y)
            if action is not None:
                self.screen = after_press(self.screen, action)
            if action is not None or self._panel.covers(x, y):
                return
        if self.screen.asks_to_leave:
            return
        if self._controls.is_pointer_captured:
            width, height = self._engine.size_pixels
            x, y = width / 2, height / 2
        ray = direction_through(self.pose, self._lens(), x_pixels=x, y_pixels=y)
        hit = self._street.picks.cast_past_props(self.pose.eye_in_district, ray)
        if hit is not None and hit.store_id:
            self.screen = with_panel(self.screen, hit.store_id)
            self._controls.free_pointer()

    def _look_at_stores(self) -> None:
        self._looked_at = self._pointed_at or self._street.picks.store_looked_at(self.pose)

    def _point_at_next(self, step: int) -> None:
        stores = stores_nearby(self._scene.places, self.pose.feet_in_district)
        store = next_store(stores, after=self._looked_at, pose=self.pose, step=step)
        if store is not None:
            self.pose = facing(self.pose, store)
            self._pointed_at = self._looked_at = store.store_id

    def _save_picture(self) -> None:
        folder = Path(platformdirs.user_pictures_dir()) / "golmok"
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.name for path in folder.iterdir()}
        names = (f"{self._scene.facts.slug}-{number:03}.png" for number in range(1, 10_000))
        name = next(name for name in names if name not in taken)
        photograph(self._engine, size=self._engine.size_pixels, supersampling=2).save(folder / name)
        LOG.info("사진을 저장했습니다: %s", folder / name)
