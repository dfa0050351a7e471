"""Timelines as clients get them (tests/shared_cases/hours/timelines.json), with what a client must show at an instant.

Renew after a wanted change of the wire: `python tests/content_api/hours/test_client_timelines.py`.
"""

import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "shared_cases" / "hours"
FILE = FOLDER / "timelines.json"
ABOUT = "Timelines as clients get them, and what must be shown at instants within them; the engine wrote both."

if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parents[2]))

from content_api.hours.engine import status, timeline  # noqa: E402
from content_api.hours.wire import timeline_to_json  # noqa: E402
from tests.content_api.hours.shared_cases import Case, cases_with  # noqa: E402

CHOSEN = {
    "one_day: break, evening and closing": "2026-11-10T09:00",
    "one_day: take-out has a last order of its own": "2026-11-10T09:00",
    "past_midnight: Sunday's night runs into the closed Monday": "2026-11-08T12:00",
    "past_midnight: an autumn night in New York, where 01:30 comes twice": "2026-10-31T12:00",
    "holidays: two holidays on one day, and their one substitute": "2025-05-04T12:00",
    "emergencies: told before a closed Sunday": "2026-11-07T12:00",
    "life_and_age: closed for good, whatever else is set": "2026-10-31T12:00",
    "life_and_age: facts past their age": "2026-11-10T09:00",
}
DAYS = 2


def document() -> dict[str, Any]:
    cases = {case.name: case for case in cases_with("asks")}
    return {"about": ABOUT, "timelines": [laid_out(cases[name], start) for name, start in CHOSEN.items()]}


def laid_out(case: Case, start: str) -> dict[str, Any]:
    laid = timeline(
        case.rules, case.instant(start), calendar=case.calendar, days=DAYS, zone=case.zone, service=case.service
    )
    edges = [laid.as_of, *(change.at for change in laid.changes[1:])]
    found = timeline_to_json(laid)
    asks = []
    for change, edge in zip(found["changes"], edges, strict=True):
        for instant in (edge, edge.replace(second=59)):
            state = {key: value for key, value in change.items() if key != "at"}
            asks.append({"at": instant.isoformat(), **state})
    return {"name": case.name, "timeline": found, "asks": asks}


def as_text(found: dict[str, Any]) -> str:
    """JSON with a line for each change and each instant."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)?\}", lambda match: re.sub(r"\s*\n\s*", " ", match[0]), text) + "\n"


def test_the_file_is_what_the_engine_says() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == document()


def test_what_clients_must_show_is_the_status_at_the_instant() -> None:
    cases = {case.name: case for case in cases_with("asks")}
    for each in json.loads(FILE.read_text(encoding="utf-8"))["timelines"]:
        case = cases[each["name"]]
        for ask in each["asks"]:
            at = datetime.fromisoformat(ask["at"]).astimezone(case.zone)
            answer = status(case.rules, at, calendar=case.calendar, zone=case.zone, service=case.service)
            assert (answer.status, answer.rule_id, answer.reason) == (
                ask["status"],
                ask["rule_id"],
                ask.get("reason", ""),
            )
            shown = None if answer.next_open is None else answer.next_open.isoformat()
            assert shown == ask.get("next_open")
            assert (answer.last_known is None) == ("last_known" not in ask)


if __name__ == "__main__":
    FILE.write_text(as_text(document()), encoding="utf-8")
