"""The cases of tests/shared_cases/hours as values; their README tells the form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from content_api.hours.holiday_calendar import (
    AddedHoliday,
    HolidayCalendar,
    HolidayKind,
    RemovedHoliday,
    changed,
    korean_holidays,
)
from content_api.hours.rules import HoursRules, Service
from content_api.hours.wire import rules_from_json

FOLDER = Path(__file__).resolve().parents[2] / "shared_cases" / "hours"


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    row: int
    rules: HoursRules
    calendar: HolidayCalendar
    zone: ZoneInfo
    service: Service
    body: dict[str, Any]

    def instant(self, text: str) -> datetime:
        """A local time of the case's zone, or any time that names its own offset."""
        value = datetime.fromisoformat(text)
        return value if value.tzinfo else value.replace(tzinfo=self.zone)


def cases_with(key: str) -> list[Case]:
    """Every case that has this key: `asks`, `timeline` or `refused`."""
    return [case for case in _cases() if key in case.body]


def _cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.json")):
        document = json.loads(file.read_bytes())
        for body in document.get("cases", []):
            yield Case(
                name=f"{file.stem}: {body['what']}",
                row=body["row"],
                rules=rules_from_json({"version": 1, "rules": _rules(body["rules"], document.get("rules", {}))}),
                calendar=_calendar(body.get("calendar", {})),
                zone=ZoneInfo(body.get("zone", "Asia/Seoul")),
                service=Service(body.get("service", "hall")),
                body=body,
            )


def _rules(rules: str | dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    if isinstance(rules, str):
        return named[rules]
    own = dict(rules)
    return named[own.pop("like")] | own if "like" in own else own


def _calendar(changes: dict[str, Any]) -> HolidayCalendar:
    removed = [RemovedHoliday(day=date.fromisoformat(each["day"])) for each in changes.get("remove", [])]
    added = [
        AddedHoliday(day=date.fromisoformat(each["day"]), name=each["name"], kind=HolidayKind(each["kind"]))
        for each in changes.get("add", [])
    ]
    return changed(korean_holidays(), [*removed, *added])
