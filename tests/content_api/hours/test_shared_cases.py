"""The rows of the hours table, and ours beside them: tests/shared_cases/hours."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest

from content_api.hours.answers import SERVED, Answer, State, Timeline
from content_api.hours.engine import next_open, status, timeline
from content_api.hours.refusals import refusals
from tests.content_api.hours.shared_cases import FOLDER, Case, cases_with

ASKED = cases_with("asks")
REFUSED = cases_with("refused")
SERVERS = ("UTC", "Asia/Seoul", "Pacific/Honolulu")


def named(case: Case) -> str:
    return f"{case.row} {case.name}"


@pytest.mark.parametrize("case", ASKED, ids=named)
def test_each_instant_has_its_answer(case: Case) -> None:
    assert refusals(case.rules) == ()
    for ask in case.body["asks"]:
        answer = answer_at(case, ask["at"])
        assert_is(answer, ask, case)
        assert answer.as_of == case.instant(ask["at"])
        assert answer.confirmed_at == case.rules.confirmed_at


@pytest.mark.parametrize("case", cases_with("timeline"), ids=named)
def test_each_timeline_has_its_changes_and_no_other(case: Case) -> None:
    wanted = case.body["timeline"]
    found = timeline_from(case, wanted["from"], days=wanted["days"]).changes
    assert [change.at for change in found] == [case.instant(change["at"]) for change in wanted["changes"]]
    for change, want in zip(found, wanted["changes"], strict=True):
        assert_is(change, want, case)


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_each_fault_is_refused_with_the_words_that_name_it(case: Case) -> None:
    found = list(refusals(case.rules))
    for wanted in case.body["refused"]:
        fits = [each for each in found if all(word in each.text for word in wanted["says"])]
        assert len(fits) == 1, (wanted, found)
        assert list(fits[0].rule_ids) == wanted["rule_ids"]
        assert fits[0].text.endswith(("요.", "적습니다.")), "a refusal ends with what to do"
        found.remove(fits[0])
    assert found == []


def test_the_table_is_whole() -> None:
    rows = {case.row for case in (*ASKED, *REFUSED)}
    assert set(range(1, 51)) <= rows
    assert len(rows) >= 60
    assert sum(len(case.body["asks"]) for case in ASKED) > 100
    assert "README.md" in {path.name for path in FOLDER.iterdir()}


@pytest.fixture(params=SERVERS)
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The process's own zone, which `time.tzset` really changes."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def test_answers_are_the_same_wherever_the_server_stands(server_zone: str) -> None:
    assert time.tzname[0] == {"UTC": "UTC", "Asia/Seoul": "KST", "Pacific/Honolulu": "HST"}[server_zone]
    for case in ASKED:
        for ask in case.body["asks"]:
            assert_is(answer_at(case, ask["at"]), ask, case)


@pytest.mark.parametrize("case", ASKED, ids=named)
def test_a_timeline_says_at_its_instants_what_the_status_says(case: Case) -> None:
    for ask in case.body["asks"]:
        laid = timeline_from(case, ask["at"], days=3)
        for change in laid.changes:
            assert laid.at(change.at) == answer_at(case, change.at.isoformat())


@pytest.mark.parametrize("case", ASKED, ids=named)
def test_the_next_opening_is_the_one_that_a_closed_store_names(case: Case) -> None:
    for ask in case.body["asks"]:
        at = case.instant(ask["at"]).astimezone(case.zone)
        opening = next_open(case.rules, at, calendar=case.calendar, zone=case.zone, service=case.service)
        answer = answer_at(case, ask["at"])
        state = answer.last_known or answer
        assert (None if opening is None else opening.at) == (at if state.status in SERVED else state.next_open)


def answer_at(case: Case, at: str) -> Answer:
    return status(case.rules, case.instant(at), calendar=case.calendar, zone=case.zone, service=case.service)


def timeline_from(case: Case, start: str, *, days: int) -> Timeline:
    return timeline(
        case.rules, case.instant(start), calendar=case.calendar, days=days, zone=case.zone, service=case.service
    )


def assert_is(state: State, wanted: dict[str, Any], case: Case) -> None:
    """What the case names is so; a store that serves has no next opening."""
    assert state.status == wanted["status"], (wanted, state)
    for key in ("rule_id", "reason"):
        assert getattr(state, key) == wanted.get(key, getattr(state, key)), (wanted, state)
    for key in ("next_open", "until"):
        if key in wanted:
            assert getattr(state, key) == case.instant(wanted[key]), (wanted, state)
    if state.status in SERVED:
        assert state.next_open is None
    if "last_known" in wanted:
        assert state.last_known is not None
        assert_is(state.last_known, wanted["last_known"], case)
    else:
        assert state.last_known is None
