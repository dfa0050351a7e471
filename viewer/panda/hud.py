"""Everything written over the street but the panel: the label, the help line, the map, the question at the end."""

from PIL import Image

from viewer.content.source import category_label
from viewer.core.hud_picture import draw_help, draw_light_words, draw_quit_question, draw_store_label
from viewer.core.light_choice import LightChoice
from viewer.core.minimap import Minimap
from viewer.core.places import Places
from viewer.core.pose import Pose
from viewer.core.screens import Screen
from viewer.panda.engine import Engine
from viewer.panda.overlay import OverlayPicture

HELP_SECONDS = 20.0
LIGHT_SECONDS = 3.0  # how long the words about a light that was chosen stay
LIGHT_FOOT, LABEL_FOOT, HELP_FOOT = 0.12, 0.872, 0.97  # shares of the window's height; the help line is 0.08 high
MAP_SIDE = 240  # of a screen 1080 high


class Hud:
    """Shows small pictures; each is drawn anew only when what it says has changed."""

    def __init__(self, engine: Engine, places: Places) -> None:
        self._engine, self._places = engine, places
        self._minimap = Minimap(places)
        self._label, self._help, self._map, self._light, self._question = (
            OverlayPicture(engine.overlay, sort=sort) for sort in (10, 11, 12, 13, 30)
        )
        self._chosen_light: LightChoice | None = None
        self._light_said_at = 0.0
        self._shown: dict[str, object] = {}

    def say_light(self, choice: LightChoice, *, seconds_since_start: float) -> None:
        """Say for a moment in which light the street is shown."""
        self._chosen_light, self._light_said_at = choice, seconds_since_start

    def update(self, screen: Screen, *, pose: Pose, looked_at: str, seconds_since_start: float) -> None:
        width, height = self._engine.size_pixels
        size = (width, height)
        store = self._places.store_by_id.get(looked_at) if screen.is_walking else None
        if self._changed("label", (store, size)):
            label = (
                draw_store_label(store, category_label=category_label(store), screen_height=height) if store else None
            )
            self._place(self._label, label, low=LABEL_FOOT)
        has_help = screen.is_walking and seconds_since_start < HELP_SECONDS
        if self._changed("help", (has_help, size)):
            self._place(self._help, draw_help(screen_height=height) if has_help else None, low=HELP_FOOT)
        if self._changed("question", (screen.asks_to_leave, size)):
            picture_or_none = draw_quit_question(screen_height=height) if screen.asks_to_leave else None
            self._place(self._question, picture_or_none, low=0.56)
        has_light = seconds_since_start - self._light_said_at < LIGHT_SECONDS
        light = self._chosen_light if has_light else None
        if self._changed("light", (light, size)):
            words = draw_light_words(light, screen_height=height) if light else None
            self._place(self._light, words, low=LIGHT_FOOT)
        here = (round(pose.east * 4), round(pose.north * 4), round(pose.heading_degrees / 3))
        if self._changed("map", (screen.shows_map and not screen.store_id, size, here)):
            self._map.hide()
            if screen.shows_map and not screen.store_id:
                side, edge = round(MAP_SIDE * height / 1080), round(28 * height / 1080)
                self._map.show(self._minimap.look(pose, side_pixels=side), x=width - side - edge, y=edge)

    def _place(self, overlay: OverlayPicture, picture: Image.Image | None, *, low: float) -> None:
        """In the middle, with its lower edge at a share of the window's height."""
        overlay.hide()
        if picture is not None:
            width, height = self._engine.size_pixels
            overlay.show(picture, x=(width - picture.width) // 2, y=round(height * low) - picture.height)

    def _changed(self, name: str, says: object) -> bool:
        if self._shown.get(name) == says:
            return False
        self._shown[name] = says
        return True
