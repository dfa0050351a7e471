"""Rules in Korean: what is printed reads as a Korean would write it, and reading it gives the rules again."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from content_api.hours.korean.printing import text_of
from content_api.hours.korean.reading import read_hours
from content_api.hours.refusals import refusals
from content_api.hours.rules import HoursRules
from tests.content_api.hours.any_rules import timetables

sound_timetables = timetables().filter(lambda rules: not refusals(rules))


@settings(max_examples=120, deadline=None)
@given(sound_timetables, st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_what_is_printed_is_read_as_the_same_rules_on_any_day(rules: HoursRules, today: date) -> None:
    if rules == HoursRules():
        assert text_of(rules) == ""
        return
    reading = read_hours(text_of(rules), today=today)
    assert reading.refused == ()
    assert reading.rules == rules, text_of(rules)
