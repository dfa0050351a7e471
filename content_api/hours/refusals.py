"""What is refused when rules are written: every fault at once, each in a sentence with its remedy."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from content_api.hours import korean_names as names
from content_api.hours.clock import DAY
from content_api.hours.day_plan import is_in_season
from content_api.hours.day_refusals import hours_refused
from content_api.hours.local_time import YEARS
from content_api.hours.rules import (
    RESERVED_IDS,
    WEEK,
    AlternateWeeks,
    DayHours,
    Emergency,
    HolidayRule,
    HoursRules,
    LikeWeekday,
    MonthDay,
    MonthDays,
    NthWeekday,
    Season,
    SpecialDates,
    Weekly,
    hours_in,
    weeks_in,
)

MOST_RULES = 100  # in each layer
LONGEST_WORDS = 60  # of a reason or a remark, in characters
LONGEST_SPECIAL = timedelta(days=400)
OLDEST_DAYS, LONGEST_SOON = 3_650, 180
LEAP_YEAR = 2028
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One fault: the rules concerned, and a Korean sentence or two that end with what to do."""

    rule_ids: tuple[str, ...]
    text: str


class HoursRefusedError(ValueError):
    """Rules that contradict themselves. `refusals` tells all faults."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__(" ".join(each.text for each in refusals))


def refusals(rules: HoursRules) -> tuple[Refusal, ...]:
    """Every reason not to accept the rules; empty for rules that the engine may read."""
    found = [*_ids(rules), *_days(rules), *_pairs(rules), *_services(rules), *_life(rules), *_texts(rules)]
    return tuple(dict.fromkeys(found))


def accepted(rules: HoursRules) -> HoursRules:
    """The rules as they are.

    Raises:
        HoursRefusedError: They have a fault.
    """
    if found := refusals(rules):
        raise HoursRefusedError(found)
    return rules


def _ids(rules: HoursRules) -> Iterator[Refusal]:
    ids = [rule.rule_id for rule in names.rules_in(rules)] + ([rules.emergency.rule_id] if rules.emergency else [])
    for rule_id, count in Counter(ids).items():
        if rule_id in RESERVED_IDS or not _ID.fullmatch(rule_id):
            yield Refusal(
                rule_ids=(rule_id,),
                text=f"규칙 이름 {rule_id!r}은 쓸 수 없습니다. 영문 소문자와 숫자로 다른 이름을 붙여 주세요.",
            )
        if count > 1:
            yield Refusal(
                rule_ids=(rule_id,), text=f"{rule_id!r}라는 규칙이 {count}개입니다. 서로 다른 이름을 붙여 주세요."
            )
    layers = (rules.seasons, rules.nth_weekdays, rules.month_days, rules.alternate_weeks, rules.holidays)
    for layer in (*layers, rules.specials, rules.remarks):
        if len(layer) > MOST_RULES:
            yield Refusal(rule_ids=(), text=f"같은 종류의 규칙이 {len(layer)}개입니다. {MOST_RULES}개까지 줄여 주세요.")


def _days(rules: HoursRules) -> Iterator[Refusal]:
    for rule in names.rules_in(rules):
        ids, called = (rule.rule_id,), names.name(rule)
        for text in _days_refused(rule):
            yield Refusal(rule_ids=ids, text=f"{called}: {text}")
        if isinstance(rule, Weekly | Season):
            parts = _by_equal_days(rule)
        else:
            parts = [] if isinstance(rule.hours, LikeWeekday) else [(called, rule.hours)]
        wrong = [Refusal(rule_ids=ids, text=f"{part} {text}") for part, hours in parts for text in hours_refused(hours)]
        yield from wrong
        if isinstance(rule, Weekly | Season) and not wrong:
            yield from _nights(rule)


def _by_equal_days(week: Weekly | Season) -> list[tuple[str, DayHours]]:
    """Each different hours of a week once, called by its days."""
    prefix = "" if isinstance(week, Weekly) else f"{names.name(week)} "
    return [
        (prefix + names.weekdays(day for at, day in enumerate(WEEK) if week.days[at] == hours), hours)
        for hours in dict.fromkeys(week.days)
    ]


def _nights(week: Weekly | Season) -> Iterator[Refusal]:
    for at, today in enumerate(week.days):
        tomorrow = week.days[(at + 1) % len(WEEK)]
        if today.intervals and tomorrow.intervals:
            end, start = max(each.end for each in today.intervals), min(each.start for each in tomorrow.intervals)
            if end - DAY > start:
                days = [names.weekdays([WEEK[each % len(WEEK)]]) for each in (at, at + 1)]
                yield Refusal(
                    rule_ids=(week.rule_id,),
                    text=f"{days[0]} 영업이 {names.time(end)}에 끝나는데 {days[1]}은 {names.time(start)}에 시작합니다. "
                    "둘 중 하나를 고쳐 주세요.",
                )


def _days_refused(rule: names.Rule) -> Iterator[str]:
    """What is wrong with the days that a rule picks."""
    match rule:
        case Season():
            for each in (rule.first, rule.last):
                if not _exists(each):
                    yield f"{each.month}월 {each.day}일은 없는 날입니다. 날짜를 고쳐 주세요."
        case NthWeekday():
            if not rule.nths or not set(rule.nths) <= set(names.NTHS) or len(set(rule.nths)) < len(rule.nths):
                yield "몇째 요일인지 첫째부터 다섯째까지, 또는 마지막으로 한 번씩 골라 주세요."
            if not set(rule.months) <= set(range(1, 13)) or len(set(rule.months)) < len(rule.months):
                yield "달은 1월부터 12월까지 한 번씩 골라 주세요."
        case MonthDays():
            if not rule.days or not set(rule.days) <= {-1, *range(1, 32)} or len(set(rule.days)) < len(rule.days):
                yield "날짜는 1일부터 31일까지, 또는 말일로 한 번씩 골라 주세요."
        case AlternateWeeks():
            if not rule.weekdays or len(set(rule.weekdays)) < len(rule.weekdays):
                yield "요일을 한 번씩 골라 주세요."
            if not 2 <= rule.period_weeks <= 52:
                yield "몇 주마다인지 2주에서 52주 사이로 적어 주세요. 매주라면 요일별 시간에 적습니다."
            if rule.anchor is None:
                yield "이번 주인지 다음 주인지 알 수 없습니다. 이 규칙이 맞는 주의 날짜를 하나 골라 주세요."
        case HolidayRule():
            if not rule.kinds or len(set(rule.kinds)) < len(rule.kinds):
                yield "어떤 공휴일인지 한 번씩 골라 주세요."
        case SpecialDates():
            if rule.last < rule.first:
                yield "끝나는 날이 시작하는 날보다 이릅니다. 두 날을 바꾸어 주세요."
            elif rule.last - rule.first > LONGEST_SPECIAL:
                yield f"한 번에 {LONGEST_SPECIAL.days}일까지 정할 수 있습니다. 나누어 적어 주세요."
    if any(named.year not in YEARS for named in _dates_of(rule)):
        yield f"{YEARS[0]}년보다 이르거나 {YEARS[-1]}년보다 먼 날입니다. 연도를 고쳐 주세요."


def _pairs(rules: HoursRules) -> Iterator[Refusal]:
    """Rules of one layer that speak for the same day."""
    for season, another in combinations(rules.seasons, 2):
        if any(is_in_season(season, day) and is_in_season(another, day) for day in _LEAP_DAYS):
            yield _both(season, another, "두 기간이 겹칩니다. 어느 쪽이 맞는지 정해 날짜를 고쳐 주세요.")
    for special, later in combinations(rules.specials, 2):
        if special.first <= later.last and later.first <= special.last:
            yield _both(special, later, "일정이 겹칩니다. 어느 쪽이 맞나요? 하나를 지우거나 날짜를 고쳐 주세요.")
    for holiday, other in combinations(rules.holidays, 2):
        if both := set(holiday.kinds) & set(other.kinds):
            yield _both(holiday, other, f"{names.kinds(both)}의 규칙이 둘입니다. 하나만 남겨 주세요.")
    if rules.seasons and rules.weekly is None:
        ids = tuple(season.rule_id for season in rules.seasons)
        yield Refusal(rule_ids=ids, text="그 밖의 기간에는 어떻게 여는지 없습니다. 쉬면 쉰다고 적어 주세요.")
    if not weeks_in(rules):
        for rule in rules.holidays:
            if isinstance(rule.hours, LikeWeekday):
                text = f"{names.name(rule)}: 따라 할 요일별 시간이 없습니다. 요일별 시간을 먼저 적어 주세요."
                yield Refusal(rule_ids=(rule.rule_id,), text=text)


def _services(rules: HoursRules) -> Iterator[Refusal]:
    """A last order without a service, where another one names its service."""
    orders = [order for hours in hours_in(rules) for order in hours.last_orders]
    if len({order.service is None for order in orders}) > 1:
        named = "·".join(names.SERVICES[each] for each in names.SERVICES if each in {order.service for order in orders})
        yield Refusal(
            rule_ids=(),
            text=f"{named} 라스트오더가 따로 있는데 무엇의 것인지 없는 라스트오더도 있습니다. "
            "홀·포장·배달 중 무엇의 시각인지 적어 주세요.",
        )


def _life(rules: HoursRules) -> Iterator[Refusal]:
    if rules.opens_on and rules.closed_from and rules.closed_from <= rules.opens_on:
        yield Refusal(rule_ids=(), text="문 닫는 날이 여는 날보다 이릅니다. 두 날짜를 확인해 주세요.")
    for each in (rules.opens_on, rules.closed_from):
        if each and each.year not in YEARS:
            yield Refusal(rule_ids=(), text=f"{names.day(each)}은 너무 먼 날입니다. 연도를 고쳐 주세요.")
    emergency = rules.emergency
    if emergency and emergency.until is not None and emergency.until <= emergency.told_at:
        text = "긴급 휴무가 시작보다 먼저 끝납니다. 언제까지인지 다시 골라 주세요."
        yield Refusal(rule_ids=(emergency.rule_id,), text=text)
    instants = [rules.confirmed_at, *((emergency.told_at, emergency.until) if emergency else ())]
    if any(each is not None and each.year not in YEARS for each in instants):
        yield Refusal(rule_ids=(), text="알린 때나 확인한 때의 연도가 너무 멉니다. 시각을 고쳐 주세요.")
    if rules.greatest_age_days is not None and not 1 <= rules.greatest_age_days <= OLDEST_DAYS:
        yield Refusal(rule_ids=(), text=f"확인의 유효 기간은 1일에서 {OLDEST_DAYS}일 사이로 적어 주세요.")
    if not 0 <= rules.soon_minutes <= LONGEST_SOON:
        yield Refusal(rule_ids=(), text=f"라스트오더 임박은 0분에서 {LONGEST_SOON}분 전 사이로 적어 주세요.")


def _texts(rules: HoursRules) -> Iterator[Refusal]:
    spoken: list[SpecialDates | Emergency] = [*rules.specials, *([rules.emergency] if rules.emergency else [])]
    for rule in spoken:
        if (
            re.search(r"[()\r\n]", rule.reason)
            or rule.reason != rule.reason.strip()
            or len(rule.reason) > LONGEST_WORDS
        ):
            text = f"사유는 괄호와 줄바꿈 없이 {LONGEST_WORDS}자까지 적어 주세요."
            yield Refusal(rule_ids=(rule.rule_id,), text=text)
    for remark in rules.remarks:
        if (
            not remark.strip()
            or remark != remark.strip()
            or re.search(r"[,;※\r\n]", remark)
            or len(remark) > LONGEST_WORDS
        ):
            text = f"안내 글 {remark!r}은 쉼표와 줄바꿈 없이 {LONGEST_WORDS}자까지 적어 주세요."
            yield Refusal(rule_ids=(), text=text)


def _is_short(words: str, *, refused: str) -> bool:
    return len(words) <= LONGEST_WORDS and words == words.strip() and not re.search(refused, words)


def _both(one: names.Rule, other: names.Rule, text: str) -> Refusal:
    return Refusal(rule_ids=(one.rule_id, other.rule_id), text=f"{names.name(one)} / {names.name(other)}: {text}")


def _dates_of(rule: names.Rule) -> tuple[date, ...]:
    if isinstance(rule, SpecialDates):
        return rule.first, rule.last
    return (rule.anchor,) if isinstance(rule, AlternateWeeks) and rule.anchor is not None else ()


def _exists(each: MonthDay) -> bool:
    try:
        date(LEAP_YEAR, each.month, each.day)
    except ValueError:
        return False
    return True


_LEAP_DAYS = [date(LEAP_YEAR, 1, 1) + timedelta(at) for at in range(366)]
