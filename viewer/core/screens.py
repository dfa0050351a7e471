"""Which screen one is on, and where a command leads: the street, a store's panel, or the question whether to leave."""

from dataclasses import dataclass, replace
from enum import Enum

from district_builder.domain.stores import StoreId
from viewer.core.panel_boxes import PanelAction


class Command(Enum):
    """What a visitor can ask for with one press."""

    OPEN = "open"
    BACK = "back"
    NEXT = "next"
    PREVIOUS = "previous"
    MAP = "map"
    LIGHT = "light"
    PICTURE = "picture"
    FULLSCREEN = "fullscreen"
    CAPTURE_POINTER = "capture_pointer"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What lies over the street. A store id means that its panel is open; `focus` is what Enter presses there."""

    store_id: StoreId = ""
    page: int = 0
    focus: PanelAction | None = None
    asks_to_leave: bool = False
    shows_map: bool = True
    has_left: bool = False

    @property
    def is_walking(self) -> bool:
        return not self.store_id and not self.asks_to_leave


def after_command(screen: Screen, command: Command, *, looked_at: StoreId, actions: tuple[PanelAction, ...]) -> Screen:
    """The screen that a command leads to.

    Args:
        looked_at: the store that OPEN opens from the street, "" for none.
        actions: what the open panel's page can do, in focus order.
    """
    if screen.asks_to_leave:
        if command is Command.OPEN:
            return replace(screen, has_left=True)
        return replace(screen, asks_to_leave=False) if command is Command.BACK else screen
    if command is Command.MAP:
        return replace(screen, shows_map=not screen.shows_map)
    if screen.store_id:
        return _after_panel_command(screen, command, actions)
    if command is Command.BACK:
        return replace(screen, asks_to_leave=True)
    if command is Command.OPEN and looked_at:
        return with_panel(screen, looked_at)
    return screen


def with_panel(screen: Screen, store_id: StoreId) -> Screen:
    """The first page of a store's panel."""
    return replace(screen, store_id=store_id, page=0, focus=None)


def after_press(screen: Screen, action: PanelAction) -> Screen:
    """The screen after something in the panel was pressed."""
    match action:
        case PanelAction.CLOSE:
            return replace(screen, store_id="", page=0, focus=None)
        case PanelAction.NEXT_PAGE:
            return replace(screen, page=screen.page + 1, focus=None)
        case PanelAction.PREVIOUS_PAGE:
            return replace(screen, page=max(0, screen.page - 1), focus=None)


def _after_panel_command(screen: Screen, command: Command, actions: tuple[PanelAction, ...]) -> Screen:
    match command:
        case Command.BACK:
            return after_press(screen, PanelAction.CLOSE)
        case Command.OPEN if screen.focus in actions and screen.focus is not None:
            return after_press(screen, screen.focus)
        case Command.NEXT_PAGE if PanelAction.NEXT_PAGE in actions:
            return after_press(screen, PanelAction.NEXT_PAGE)
        case Command.PREVIOUS_PAGE if PanelAction.PREVIOUS_PAGE in actions:
            return after_press(screen, PanelAction.PREVIOUS_PAGE)
        case Command.NEXT | Command.PREVIOUS if actions:
            step = 1 if command is Command.NEXT else -1
            at = actions.index(screen.focus) if screen.focus in actions else (-1 if step == 1 else 0)
            return replace(screen, focus=actions[(at + step) % len(actions)])
    return screen
