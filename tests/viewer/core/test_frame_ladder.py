"""A slow machine gives up pixels and far detail, step by step, and gets them back with patience."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.frame_ladder import FIRST_PATIENCE, FRAMES_JUDGED, RUNGS, FrameLadder

SLOW, FINE, QUICK = 0.1, 0.05, 0.01


def after(ladder: FrameLadder, seconds: float, *, batches: int) -> list[bool]:
    """Whether each batch of equal frames has changed the rung."""
    return [any(ladder.note(seconds) for _ in range(FRAMES_JUDGED)) for _ in range(batches)]


def test_it_starts_with_everything_drawn() -> None:
    assert FrameLadder().rung == RUNGS[0]
    assert RUNGS[0].render_share == 1.0


def test_each_rung_draws_no_more_than_the_one_above() -> None:
    for above, below in itertools.pairwise(RUNGS):
        assert below.render_share <= above.render_share
        assert below.target_error_pixels >= above.target_error_pixels
        assert above != below


def test_a_slow_machine_goes_down_one_rung_a_batch_to_the_last_and_no_further() -> None:
    ladder = FrameLadder()
    assert after(ladder, SLOW, batches=6) == [True] * (len(RUNGS) - 1) + [False] * (7 - len(RUNGS))
    assert ladder.rung == RUNGS[-1]


def test_a_few_long_frames_among_good_ones_change_nothing() -> None:
    ladder = FrameLadder()
    for frame in range(FRAMES_JUDGED * 4):
        assert not ladder.note(2.0 if frame % 8 == 0 else FINE)
    assert ladder.rung == RUNGS[0]


def test_a_machine_that_is_neither_slow_nor_quick_stays_where_it_is() -> None:
    ladder = FrameLadder()
    after(ladder, SLOW, batches=1)
    assert not any(after(ladder, FINE, batches=40))
    assert ladder.rung == RUNGS[1]


def test_after_a_long_quick_time_the_picture_comes_back() -> None:
    ladder = FrameLadder()
    after(ladder, SLOW, batches=1)
    patience = 2 * FIRST_PATIENCE
    assert after(ladder, QUICK, batches=patience) == [False] * (patience - 1) + [True]
    assert ladder.rung == RUNGS[0]


def test_each_fall_doubles_the_patience_so_that_the_picture_does_not_swing() -> None:
    ladder, waits = FrameLadder(), []
    for _ in range(4):
        after(ladder, SLOW, batches=1)
        waits.append(after(ladder, QUICK, batches=200).index(True) + 1)
    assert waits == [waits[0] * 2**n for n in range(4)]


def test_one_slow_batch_starts_the_patience_anew() -> None:
    ladder = FrameLadder()
    after(ladder, SLOW, batches=1)
    after(ladder, QUICK, batches=2 * FIRST_PATIENCE - 1)
    after(ladder, FINE, batches=1)
    assert not any(after(ladder, QUICK, batches=2 * FIRST_PATIENCE - 1))


@given(st.lists(st.floats(0.0, 10.0), max_size=600))
def test_whatever_the_frames_it_always_stands_on_a_rung_and_moves_by_one(frames: list[float]) -> None:
    ladder = FrameLadder()
    at = 0
    for seconds in frames:
        changed = ladder.note(seconds)
        now = RUNGS.index(ladder.rung)
        assert abs(now - at) == int(changed)
        at = now


@pytest.mark.parametrize("share", [rung.render_share for rung in RUNGS])
def test_no_rung_makes_the_street_unreadable(share: float) -> None:
    assert share >= 0.6  # looked at: at half the size signs across the street can no longer be read
