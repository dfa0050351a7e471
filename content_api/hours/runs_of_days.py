"""A week on the wire: {"mon-fri": …, "sat": …, "sun": …}, a key for each run of equal days."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RUN = re.compile(rf"({'|'.join(NAMES)})(?:-({'|'.join(NAMES)}))?")


def runs_of_days(days: Sequence[Any]) -> dict[str, Any]:
    """Seven days, Monday first -> each run of equal ones once."""
    runs = [list(run) for _, run in groupby(range(len(days)), key=lambda at: days[at])]
    return {_name(run[0], run[-1]): days[run[0]] for run in runs}


def days_of_runs(value: object) -> object:
    """The reverse, or the value as it is where it is no such mapping.

    Raises:
        ValueError: A key is no run of days, or a day has not exactly one value.
    """
    if not isinstance(value, Mapping):
        return value
    days: dict[int, Any] = {}
    for key, hours in value.items():
        match = _RUN.fullmatch(str(key))
        if match is None:
            raise ValueError("요일은 mon-fri, sat처럼 적어 주세요.")
        first, last = NAMES.index(match[1]), NAMES.index(match[2] or match[1])
        for at in range(first, last + 1):
            if at in days:
                raise ValueError(f"{NAMES[at]}의 시간이 둘입니다. 하나만 남겨 주세요.")
            days[at] = hours
    if missing := [name for at, name in enumerate(NAMES) if at not in days]:
        raise ValueError(f"{', '.join(missing)}의 시간이 없습니다. 쉬는 요일이면 {{}}로 적어 주세요.")
    return tuple(days[at] for at in range(len(NAMES)))


def _name(first: int, last: int) -> str:
    return NAMES[first] if first == last else f"{NAMES[first]}-{NAMES[last]}"
