"""Words -> statements. What is not understood becomes a sentence that names the words and what to write instead.

text      = { statement [","] }
statement = days said | said days | detail | remark
said      = range { "·" range } | 24시간 | 휴무 | 시간 미정 | weekday 처럼       each with "(" … ")"
detail    = break range | [service] 라스트오더 time { "·" time } | [service] 라스트오더 마감 30분 전
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from content_api.hours import korean_names as names
from content_api.hours.clock import DAY
from content_api.hours.korean.clock_words import minutes_of_time, ranges, spans_of_times
from content_api.hours.korean.day_words import LISTING, read_days
from content_api.hours.korean.questions import Conversation, Question
from content_api.hours.korean.statements import (
    AlwaysOpen,
    BreakSaid,
    Days,
    Detail,
    DetailSaid,
    Holidays,
    HoursSaid,
    OrderSaid,
    RemarkSaid,
    Span,
    Statement,
    Weekdays,
)
from content_api.hours.korean.time_words import TIMES, read_range, read_time
from content_api.hours.korean.tokens import Kind
from content_api.hours.korean.words import NotUnderstoodError, Words
from content_api.hours.rules import CLOSED, UNSTATED, BreakName, DayHours, Interval, LikeWeekday, Service, SittingEnds

DEEPEST = 2  # brackets within brackets
_PASSED_OVER = (Kind.COMMA, Kind.FILLER, Kind.HOURS_WORD, Kind.JOINED, Kind.DOT)
_SERVICES = {"홀": Service.HALL, "매장": Service.HALL, "포장": Service.TAKE_OUT, "배달": Service.DELIVERY}
_BREAKS = {
    "브": BreakName.BREAK_TIME,
    "B": BreakName.BREAK_TIME,
    "점": BreakName.LUNCH,
    "저": BreakName.DINNER,
    "재": BreakName.PREPARATION,
    "준": BreakName.PREPARATION,
    "휴": BreakName.REST,
    "쉬": BreakName.REST,
    "청": BreakName.CLEANING,
}


class Grammar:
    """One reading of a text: days wait in `_days` for what is said of them."""

    def __init__(self, words: Words, *, today: date, conversation: Conversation, depth: int = 0) -> None:
        self._words, self._today, self._conversation, self._depth = words, today, conversation, depth
        self._days: list[Days] = []
        self._since = 0
        self.statements: list[Statement] = []

    def read(self) -> list[Statement]:
        while self._words.kind() is not None:
            mark = self._since if self._days else self._words.mark()
            try:
                if self._words.take(*_PASSED_OVER) is None:
                    self._read_one(mark)
            except NotUnderstoodError as failure:
                self._words.refuse_clause(mark, failure.advice)
                self._days = []
        if self._days:
            self._words.refuse(self._words.since(self._since), "그날 어떻게 하는지 ‘휴무’나 시각을 이어 적어 주세요.")
        return self.statements

    def _read_one(self, mark: int) -> None:
        words = self._words
        if (days := read_days(words, self._today)) is not None:
            self._since = mark
            self._days.append(days)
        elif text := words.take(Kind.REMARK):
            self.statements.append(RemarkSaid(text.lstrip("※ ").strip()))
        elif words.take(Kind.ALWAYS):
            self.statements.append(AlwaysOpen())
        elif words.take(Kind.AS_USUAL):
            if not all(isinstance(days, Holidays) for days in self._take_days()):
                raise NotUnderstoodError("그날의 시각을 ‘토요일 11:00–21:00’처럼 적어 주세요.")
        elif words.take(Kind.CLOSED):
            self._closed(mark)
        elif words.take(Kind.UNSTATED):
            self._say(UNSTATED, mark)
        elif words.take(Kind.LIKE):
            self._like(mark)
        elif words.kind() in (Kind.BREAK, Kind.LAST_ORDER, Kind.SERVICE) or self._is_order():
            self._details(mark)
        elif words.kind() in (Kind.ALL_DAY, Kind.OPENS, *TIMES):
            self._hours(mark)
        elif words.kind() is Kind.LEFT and not self._days:
            self._inner(mark)
        else:
            raise NotUnderstoodError

    def _take_days(self) -> tuple[Days, ...]:
        days, self._days = tuple(self._days), []
        return days

    def _closed(self, mark: int) -> None:
        """월요일 휴무, or 휴무: 월요일, 둘째 일요일."""
        if not self._days:
            while (days := self._next_listed_days()) is not None:
                self._days.append(days)
        if not self._days:
            raise NotUnderstoodError("언제 쉬는지 ‘매주 월요일 휴무’처럼 적어 주세요.")
        self._say(CLOSED, mark)

    def _next_listed_days(self) -> Days | None:
        while self._words.kind() in (*LISTING, Kind.FILLER) and self._words.kind(1) is not None:
            self._words.take(*LISTING, Kind.FILLER)
        return read_days(self._words, self._today)

    def _like(self, mark: int) -> None:
        model = self._days.pop() if self._days else None
        if not isinstance(model, Weekdays) or len(model.days) != 1 or not self._days:
            raise NotUnderstoodError("어느 요일과 같은지 ‘공휴일 토요일처럼’으로 적어 주세요.")
        self._say(LikeWeekday(like=next(iter(model.days))), mark)

    def _hours(self, mark: int) -> None:
        """11:00–14:00 · 17:00–21:00, 24시간, 오픈 11:00 마감 21:00. A range before the name of a break is one."""
        words = self._words
        readings = [self._readings()]
        is_named_behind = words.kind() is Kind.BREAK and words.kind(1) not in TIMES
        if is_named_behind and (text := words.take(Kind.BREAK)) is not None:
            later = [(start + DAY, end + DAY) for start, end in readings[0] if end <= DAY]
            self._tell(BreakSaid(_BREAKS[text[0]], (*readings[0], *later), words.since(mark)), self._take_weekdays())
            return
        while words.kind() is Kind.DOT and words.kind(1) in (Kind.ALL_DAY, *TIMES):
            words.take(Kind.DOT)
            readings.append(self._readings())
        intervals = tuple(Interval(start=start, end=end) for start, end in map(self._span, readings))
        before = next(
            (each for each in reversed(self.statements) if isinstance(each, HoursSaid) and _is_open(each)), None
        )
        if self._days or before is None:
            self._say(DayHours(intervals=intervals), mark)
        elif before is self.statements[-1] and not before.details and isinstance(before.hours, DayHours):
            self.statements.pop()
            hours = DayHours(intervals=(*(before.hours.intervals or ()), *intervals))
            self.statements.append(replace(before, hours=hours, words=f"{before.words}, {words.since(mark)}"))
        else:
            raise NotUnderstoodError("무엇의 시각인지 ‘평일 11:00–21:00’처럼 앞에 적어 주세요.")

    def _readings(self) -> list[Span]:
        times = read_range(self._words)
        return [(0, DAY)] if times is None else ranges(*times)

    def _span(self, readings: list[Span]) -> Span:
        """The one reading, or the owner's choice of two."""
        if len(readings) == 1:
            return readings[0]
        choices = {names.interval(*each): each for each in readings}
        shown = ", ".join(choices)
        question = Question(
            topic=f"half:{shown}",
            text=f"오전인지 오후인지 알 수 없습니다. 어느 쪽인가요? {shown}",
            choices=tuple(choices),
        )
        answer = self._conversation.ask(question)
        return readings[0] if answer is None else choices[answer]

    def _say(self, hours: DayHours | LikeWeekday, mark: int) -> None:
        said = HoursSaid(self._take_days(), hours, self._words.since(mark))
        self.statements.append(said)
        if self._words.kind() is Kind.LEFT:
            self._brackets(said)

    def _brackets(self, said: HoursSaid) -> None:
        """What stands behind hours in brackets: their own breaks and last orders, a reason, other days."""
        at = len(self.statements) - 1
        inner, reason = self._inside()
        details = [each.detail for each in inner if isinstance(each, DetailSaid) and not each.days]
        others = [each for each in inner if not isinstance(each, DetailSaid) or each.days]
        self.statements[at] = HoursSaid(said.days, said.hours, said.words, tuple(details), reason)
        self.statements += others

    def _inner(self, mark: int) -> None:
        """Brackets behind something else: 연중무휴(명절 당일 휴무)."""
        inner, reason = self._inside()
        self.statements += inner
        if reason:
            self._words.refuse(
                self._words.since(mark), "무엇의 사유인지 ‘2026년 12월 24일 휴무(사유: 여행)’처럼 적어 주세요."
            )

    def _inside(self) -> tuple[list[Statement], str]:
        """What stands in brackets, and the reason among it."""
        words, reason = self._words, ""
        mark = words.mark()
        words.take(Kind.LEFT)
        if self._depth >= DEEPEST:
            raise NotUnderstoodError("괄호 안에 괄호가 너무 많습니다. 괄호를 줄여 주세요.")
        inner = Grammar(words, today=self._today, conversation=self._conversation, depth=self._depth + 1)
        while words.kind() not in (None, Kind.RIGHT):
            start = inner._since if inner._days else words.mark()
            try:
                if text := words.take(Kind.REASON):
                    reason = re.sub(r"^사유\s*:\s*", "", text).strip()
                elif words.take(*_PASSED_OVER) is None:
                    inner._read_one(start)
            except NotUnderstoodError as failure:
                words.refuse_clause(start, failure.advice)
                inner._days = []
        words.take(Kind.RIGHT)
        if inner._days:
            words.refuse(words.since(mark), "괄호 안의 날에 어떻게 하는지 이어 적어 주세요.")
        return inner.statements, reason

    def _is_order(self) -> bool:
        """마감 30분 전 라스트오더, 20:30 라스트오더."""
        kinds = [self._words.kind(at) for at in range(3)]
        return kinds == [Kind.ENDS, Kind.BEFORE, Kind.LAST_ORDER] or kinds[:2] == [Kind.TIME, Kind.LAST_ORDER]

    def _details(self, mark: int) -> None:
        words, days = self._words, self._take_weekdays()
        if (text := words.take(Kind.BREAK)) is not None:
            words.take(Kind.FILLER)
            self._tell(self._break(_BREAKS[text[0]], mark), days)
            while words.kind() is Kind.DOT and words.kind(1) in TIMES:
                words.take(Kind.DOT)
                self._tell(self._break(_BREAKS[text[0]], mark), days)
            return
        service = words.take(Kind.SERVICE)
        found = None if service is None else _SERVICES.get(service, Service.TAKE_OUT)
        last = self.statements[-1] if self.statements else None
        is_going_on = isinstance(last, DetailSaid) and isinstance(last.detail, OrderSaid)
        if not (self._is_order() or words.kind() is Kind.LAST_ORDER or (is_going_on and words.kind() is Kind.TIME)):
            raise NotUnderstoodError("무슨 시각인지 ‘포장 라스트오더 20:50’처럼 적어 주세요.")
        for order in self._orders(found, mark):
            self._tell(order, days)

    def _break(self, name: BreakName, mark: int) -> BreakSaid:
        times = read_range(self._words)
        if times is None:
            raise NotUnderstoodError("쉬는 시간은 ‘브레이크타임 15:00–17:00’처럼 적어 주세요.")
        return BreakSaid(name, tuple(spans_of_times(*times)), self._words.since(mark))

    def _orders(self, service: Service | None, mark: int) -> Iterator[OrderSaid]:
        words = self._words
        if not self._is_order():
            words.take(Kind.LAST_ORDER)
            while words.take(Kind.FILLER):
                pass
        if words.kind() in (Kind.ENDS, Kind.BREAK, Kind.BEFORE):
            yield self._order_before(service, mark)
            return
        while True:
            minutes = tuple(minutes_of_time(read_time(words)))
            words.take(Kind.LAST_ORDER)
            yield OrderSaid(service, minutes, None, SittingEnds.CLOSING, words.since(mark))
            is_listed = words.kind() in (Kind.DOT, Kind.COMMA) and words.kind(1) is Kind.TIME
            if not is_listed or words.kind(2) in (Kind.DASH, Kind.LAST_ORDER):
                return
            words.take(Kind.DOT, Kind.COMMA)

    def _order_before(self, service: Service | None, mark: int) -> OrderSaid:
        """마감 30분 전, 브레이크타임과 마감 30분 전."""
        words = self._words
        ends = SittingEnds.EVERY if words.take(Kind.BREAK) else SittingEnds.CLOSING
        words.take(Kind.JOINED, Kind.DOT)
        words.take(Kind.ENDS)
        text = words.take(Kind.BEFORE)
        if text is None:
            raise NotUnderstoodError("몇 분 전인지 ‘라스트오더 마감 30분 전’처럼 적어 주세요.")
        minutes = int(re.sub(r"\D", "", text)) * (60 if "시간" in text else 1)
        words.take(Kind.LAST_ORDER)
        return OrderSaid(service, (), minutes, ends, words.since(mark))

    def _tell(self, detail: Detail, days: tuple[Weekdays, ...]) -> None:
        self.statements.append(DetailSaid(detail, days))

    def _take_weekdays(self) -> tuple[Weekdays, ...]:
        days = self._take_days()
        weekdays = tuple(each for each in days if isinstance(each, Weekdays))
        if len(weekdays) < len(days):
            raise NotUnderstoodError("‘공휴일 11:00–20:00(브레이크타임 15:00–17:00)’처럼 그날의 시각 뒤에 적어 주세요.")
        return weekdays


def _is_open(said: HoursSaid) -> bool:
    return isinstance(said.hours, DayHours) and bool(said.hours.intervals)
