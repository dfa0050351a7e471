"""Which screen follows which press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.panel_boxes import PanelAction
from viewer.core.screens import Command, Screen, after_command, after_press, with_panel

CLOSE, NEXT, PREVIOUS = PanelAction.CLOSE, PanelAction.NEXT_PAGE, PanelAction.PREVIOUS_PAGE


def press(
    screen: Screen, *commands: Command, looked_at: str = "s1", actions: tuple[PanelAction, ...] = (CLOSE, NEXT)
) -> Screen:
    for command in commands:
        screen = after_command(screen, command, looked_at=looked_at, actions=actions)
    return screen


def test_enter_opens_the_store_one_looks_at_and_escape_closes_it() -> None:
    opened = press(Screen(), Command.OPEN)
    assert (opened.store_id, opened.is_walking) == ("s1", False)
    assert press(opened, Command.BACK) == Screen()


def test_enter_opens_nothing_where_there_is_no_store() -> None:
    assert press(Screen(), Command.OPEN, looked_at="") == Screen()


def test_escape_asks_before_it_leaves_and_a_second_escape_stays() -> None:
    asking = press(Screen(), Command.BACK)
    assert asking.asks_to_leave
    assert not asking.has_left
    assert press(asking, Command.BACK) == Screen()
    assert press(asking, Command.OPEN).has_left


def test_escape_in_a_panel_never_leaves_the_street() -> None:
    assert not press(with_panel(Screen(), "s1"), Command.BACK).asks_to_leave


def test_tab_visits_what_can_be_pressed_in_order_and_around() -> None:
    panel = with_panel(Screen(), "s1")
    assert press(panel, Command.NEXT).focus is CLOSE
    assert press(panel, Command.NEXT, Command.NEXT).focus is NEXT
    assert press(panel, Command.NEXT, Command.NEXT, Command.NEXT).focus is CLOSE
    assert press(panel, Command.PREVIOUS).focus is NEXT


def test_enter_presses_what_has_the_focus() -> None:
    panel = with_panel(Screen(), "s1")
    assert press(panel, Command.NEXT, Command.OPEN).store_id == ""
    assert press(panel, Command.NEXT, Command.NEXT, Command.OPEN).page == 1


def test_pages_turn_only_where_there_are_pages() -> None:
    panel = with_panel(Screen(), "s1")
    assert press(panel, Command.NEXT_PAGE).page == 1
    assert press(panel, Command.NEXT_PAGE, actions=(CLOSE,)).page == 0
    assert press(panel, Command.PREVIOUS_PAGE).page == 0
    assert after_press(after_press(panel, NEXT), PREVIOUS).page == 0


def test_another_store_opens_on_its_first_page() -> None:
    third = after_press(after_press(with_panel(Screen(), "s1"), NEXT), NEXT)
    assert with_panel(third, "s2").page == 0


def test_the_map_is_a_switch() -> None:
    assert not press(Screen(), Command.MAP).shows_map
    assert press(Screen(), Command.MAP, Command.MAP).shows_map


@given(st.lists(st.sampled_from(Command), max_size=30))
def test_nobody_leaves_without_having_been_asked(commands: list[Command]) -> None:
    screen = Screen()
    for command in commands:
        before = screen
        screen = press(screen, command)
        assert not screen.has_left or before.asks_to_leave or before.has_left


@pytest.mark.parametrize("command", [Command.PICTURE, Command.FULLSCREEN, Command.NEXT])
def test_what_concerns_the_window_leaves_the_street_as_it_is(command: Command) -> None:
    assert press(Screen(), command) == Screen()
