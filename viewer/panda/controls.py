"""Keyboard and pointer of a window as what the visitor wants."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from panda3d.core import (
    ButtonThrower,
    DataGraphTraverser,
    EventQueue,
    KeyboardButton,
    ModifierButtons,
    MouseAndKeyboard,
    MouseWatcher,
    NodePath,
    WindowProperties,
)

from viewer.core.screens import Command
from viewer.core.strides import Push
from viewer.core.walking import Pace
from viewer.panda.engine import Engine

DEGREES_PER_PIXEL = 0.12
TURN_DEGREES_PER_SECOND = 75.0
CLICK_PIXELS = 6.0  # a press that moves less is a click, more is a look around
CLOSE_EVENT = "golmok-close"
_COMMANDS = {
    "escape": Command.BACK,
    "enter": Command.OPEN,
    "e": Command.OPEN,
    "tab": Command.NEXT,
    "shift-tab": Command.PREVIOUS,
    "m": Command.MAP,
    "l": Command.LIGHT,
    "p": Command.PICTURE,
    "f11": Command.FULLSCREEN,
    "c": Command.CAPTURE_POINTER,
    "mouse3": Command.CAPTURE_POINTER,
    "page_down": Command.NEXT_PAGE,
    "page_up": Command.PREVIOUS_PAGE,
    "wheel_down": Command.NEXT_PAGE,
    "wheel_up": Command.PREVIOUS_PAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was wanted since the last frame. `click` is a pixel from the top left, None for no click."""

    push: Push
    pace: Pace
    right_degrees: float
    up_degrees: float
    commands: tuple[Command, ...]
    click: tuple[float, float] | None
    closes_window: bool


class Controls:
    """Reads one window. The pointer looks around while its button is held, or always while it is captured."""

    def __init__(self, engine: Engine) -> None:
        self._window = engine.window
        self._watcher = MouseWatcher("pointer")
        thrower = ButtonThrower("keys")
        modifiers = ModifierButtons()
        modifiers.add_button(KeyboardButton.shift())
        thrower.set_modifier_buttons(modifiers)
        self._root = NodePath("input")
        device = self._root.attach_new_node(MouseAndKeyboard(engine.window, 0, "device"))
        device.attach_new_node(self._watcher).attach_new_node(thrower)
        self._traverser = DataGraphTraverser()
        self._events = EventQueue.get_global_event_queue()
        self._window.set_close_request_event(CLOSE_EVENT)
        self._pressed_at: tuple[float, float] | None = None
        self._last: tuple[float, float] | None = None
        self._travelled = 0.0
        self._is_captured = False

    @property
    def is_pointer_captured(self) -> bool:
        return self._is_captured

    def capture_pointer(self) -> None:
        self._is_captured = True
        self._hide_cursor(True)
        self._centre_pointer()

    def free_pointer(self) -> None:
        if self._is_captured:
            self._is_captured = False
            self._hide_cursor(False)
        self._last = None

    def read(self, *, seconds: float) -> Wish:
        """Everything since the last call; call it once a frame."""
        self._traverser.traverse(self._root.node())
        commands, click, closes = [], None, False
        for name in self._names():
            if name == CLOSE_EVENT:
                closes = True
            elif name.removeprefix("shift-") == "mouse1":
                self._pressed_at = self._last = self._pointer()
                self._travelled = 0.0
            elif name.removeprefix("shift-") == "mouse1-up" and self._pressed_at is not None:
                click = self._pointer() if self._travelled <= CLICK_PIXELS else None
                self._pressed_at = None
            else:
                command = _COMMANDS.get(name) or _COMMANDS.get(name.removeprefix("shift-"))
                commands += [command] if command else []
        right, up = self._look()
        turn = self._axis("arrow_left", "arrow_right") * TURN_DEGREES_PER_SECOND * seconds
        return Wish(
            push=Push(forward=self._axis("s|arrow_down", "w|arrow_up"), right=self._axis("a", "d")),
            pace=Pace.RUN if self._is_down("shift") else Pace.WALK if self._is_down("control") else Pace.BRISK,
            right_degrees=right + turn,
            up_degrees=up,
            commands=tuple(commands),
            click=click,
            closes_window=closes,
        )

    def _names(self) -> list[str]:
        names: deque[str] = deque()
        while not self._events.is_queue_empty():
            names.append(str(self._events.dequeue_event().get_name()))
        return list(names)

    def _look(self) -> tuple[float, float]:
        now = self._pointer()
        if now is None or not (self._is_captured or self._pressed_at is not None):
            return 0.0, 0.0
        before = self._last if not self._is_captured else self._middle()
        self._last = now
        if before is None:
            return 0.0, 0.0
        across, down = now[0] - before[0], now[1] - before[1]
        self._travelled += abs(across) + abs(down) if self._pressed_at is not None else 0.0
        if self._is_captured:
            self._centre_pointer()
            return across * DEGREES_PER_PIXEL, -down * DEGREES_PER_PIXEL
        return -across * DEGREES_PER_PIXEL, down * DEGREES_PER_PIXEL  # a drag takes hold of the street itself

    def _pointer(self) -> tuple[float, float] | None:
        pointer = self._window.get_pointer(0)
        return (pointer.get_x(), pointer.get_y()) if pointer.get_in_window() else None

    def _middle(self) -> tuple[float, float]:
        return self._window.get_x_size() // 2, self._window.get_y_size() // 2

    def _centre_pointer(self) -> None:
        x, y = self._middle()
        self._window.move_pointer(0, int(x), int(y))

    def _hide_cursor(self, is_hidden: bool) -> None:  # noqa: FBT001  the engine's own word
        properties = WindowProperties()
        properties.set_cursor_hidden(is_hidden)
        self._window.request_properties(properties)

    def _axis(self, less: str, more: str) -> float:
        return float(self._any_down(more)) - float(self._any_down(less))

    def _any_down(self, names: str) -> bool:
        return any(self._is_down(name) for name in names.split("|"))

    def _is_down(self, name: str) -> bool:
        return bool(self._watcher.is_button_down(_BUTTONS[name]))


_BUTTONS: dict[str, Any] = {
    "w": KeyboardButton.ascii_key("w"),
    "a": KeyboardButton.ascii_key("a"),
    "s": KeyboardButton.ascii_key("s"),
    "d": KeyboardButton.ascii_key("d"),
    "arrow_up": KeyboardButton.up(),
    "arrow_down": KeyboardButton.down(),
    "arrow_left": KeyboardButton.left(),
    "arrow_right": KeyboardButton.right(),
    "shift": KeyboardButton.shift(),
    "control": KeyboardButton.control(),
}
