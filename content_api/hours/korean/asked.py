"""The questions that the meaning of a text asks back, and what their answers stand for."""

from datetime import date, timedelta

from content_api.hours import korean_names as names
from content_api.hours.holiday_calendar import HolidayKind
from content_api.hours.korean.questions import Conversation, Question
from content_api.hours.korean.statements import Alternate, Holidays, HoursSaid, InSeason
from content_api.hours.rules import CLOSED, WEEK, Weekday

EVERY_YEAR, THIS_TIME = "해마다", "이번만"
THIS_WEEK, NEXT_WEEK = "이번 주", "다음 주"
DAY_ALONE, THREE_DAYS, WITH_SUBSTITUTES = "당일만", "연휴 사흘", "대체공휴일까지"
OPEN, RESTING = "열어요", "쉬어요"
FESTIVAL_DAY_OFF, FESTIVAL_OFF = "명절 당일 쉬어요", "명절 연휴 쉬어요"
EVERY_OTHER = 2


def is_every_year(days: InSeason, said: HoursSaid, conversation: Conversation) -> bool:
    """7월 1일–8월 31일: hours are more likely every year's, a closure this year's alone."""
    dates = names.every_year(days.first, days.last).removeprefix("매년 ")
    if days.weekdays.is_named:  # which dates of one year cannot hold
        text = f"{dates}: 해마다 그런가요? 이번만이면 날마다 ‘2026년 7월 4일 11:00–20:00’처럼 적어 주세요."
        choices: tuple[str, ...] = (EVERY_YEAR,)
    else:
        text, choices = f"{dates}: 해마다 그런가요, 이번만 그런가요?", (EVERY_YEAR, THIS_TIME)
    is_once = said.hours == CLOSED and THIS_TIME in choices
    question = Question(topic=f"year:{dates}", text=text, choices=choices, assumed=THIS_TIME if is_once else EVERY_YEAR)
    return conversation.ask(question) == EVERY_YEAR


def anchor(days: Alternate, said: HoursSaid, today: date, conversation: Conversation) -> date | None:
    """A day of a week in which an alternate rule holds; None until the owner has told."""
    first = today - timedelta(today.weekday()) + timedelta(WEEK.index(days.weekdays[0]))
    called = names.weekdays(days.weekdays)
    if days.period_weeks != EVERY_OTHER:
        text = f"어느 주부터인지 ‘{days.period_weeks}주마다 {called}(기준 {names.day(first)})’처럼 적어 주세요."
        conversation.ask(Question(topic=f"anchor:{called}", text=text, choices=()))
        return None
    does = "쉬나요" if said.hours == CLOSED else "여나요"
    question = Question(
        topic=f"anchor:{called}",
        text=f"격주 {called}: 이번 주({names.day(first)})에 {does}, 다음 주에 {does}?",
        choices=(THIS_WEEK, NEXT_WEEK),
    )
    answer = conversation.ask(question)
    return None if answer is None else first + timedelta(7 if answer == NEXT_WEEK else 0)


def holiday_kinds(days: Holidays, conversation: Conversation) -> frozenset[HolidayKind]:
    """명절 leaves open which days, 명절 연휴 whether their substitutes count."""
    if not days.question:
        return days.kinds
    only_day = frozenset({HolidayKind.FESTIVAL_DAY})
    meant = {
        DAY_ALONE: (days.kinds - set(names.FESTIVAL)) | only_day,
        THREE_DAYS: days.kinds,
        WITH_SUBSTITUTES: days.kinds | {HolidayKind.FESTIVAL_SUBSTITUTE},
    }
    choices = (THREE_DAYS, WITH_SUBSTITUTES) if days.question == "연휴" else tuple(meant)
    texts = {"연휴": "명절 연휴에 대체공휴일도 들어가나요?", "명절": "명절은 당일만인가요, 연휴 사흘인가요?"}
    question = Question(
        topic=f"festival:{days.question}", text=texts[days.question], choices=choices, assumed=THREE_DAYS
    )
    return meant[conversation.ask(question) or THREE_DAYS]


def opens_on_festivals(conversation: Conversation) -> bool:
    """공휴일 10:00–17:00: on 설날 and 추석 too?"""
    question = Question(
        topic="holidays:festival", text="설·추석 당일에도 여나요?", choices=(OPEN, RESTING), assumed=OPEN
    )
    return conversation.ask(question) != RESTING


def kinds_off_all_year_round(conversation: Conversation) -> frozenset[HolidayKind]:
    """연중무휴: 명절 too? The holidays on which the store rests all the same."""
    off = {
        OPEN: frozenset[HolidayKind](),
        FESTIVAL_DAY_OFF: frozenset({HolidayKind.FESTIVAL_DAY}),
        FESTIVAL_OFF: frozenset(names.FESTIVAL),
    }
    question = Question(topic="always:festival", text="명절에도 여나요?", choices=tuple(off), assumed=OPEN)
    return off[conversation.ask(question) or OPEN]


def about_other_days(days: list[Weekday], conversation: Conversation) -> None:
    called = names.weekdays(days)
    text = f"{called}에는 쉬나요? 열면 시각을 적어 주세요."
    conversation.ask(Question(topic=f"others:{called}", text=text, choices=(RESTING,), assumed=RESTING))


def about_other_months(conversation: Conversation) -> None:
    text = "그 밖의 기간에는 쉬나요? 열면 시각을 적어 주세요."
    conversation.ask(Question(topic="others:months", text=text, choices=(RESTING,), assumed=RESTING))


def about_hours(conversation: Conversation) -> None:
    text = "몇 시에 열고 닫는지 없습니다. ‘매일 11:00–21:00’처럼 적어 주세요."
    conversation.ask(Question(topic="hours", text=text, choices=(), assumed=""))


def about_condition(words: str, conversation: Conversation) -> None:
    text = f"‘{words}’: 그날을 미리 알 수 없어 안내 글로만 보여 줍니다. 알면 ‘2026년 11월 10일 휴무’처럼 적어 주세요."
    conversation.ask(Question(topic=f"condition:{words}", text=text, choices=(), assumed=""))


def about_yearly_closing(conversation: Conversation) -> None:
    text = "해마다 쉬는 날이 공휴일이면 공휴일 시간을 따릅니다. 그래도 쉬면 연도까지 적어 주세요."
    conversation.ask(Question(topic="yearly:holidays", text=text, choices=(), assumed=""))
