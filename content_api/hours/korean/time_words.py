"""Words for times -> clock times: 11:00–21:00, 오전 11시부터 오후 9시까지, 10시 오픈 20시 마감."""

from content_api.hours.korean.clock_words import ClockTime, clock_time
from content_api.hours.korean.tokens import Kind
from content_api.hours.korean.words import NotUnderstoodError, Words

TIMES = (Kind.TIME, Kind.NUMBER)


def read_range(words: Words) -> tuple[ClockTime, ClockTime] | None:
    """The two ends of a range; None for 24시간.

    Raises:
        NotUnderstoodError: An end is missing, or is no time.
    """
    if words.take(Kind.ALL_DAY):
        return None
    opens = words.take(Kind.OPENS)
    words.take(Kind.FILLER)
    start = read_time(words)
    is_behind = opens is None and words.take(Kind.OPENS) is not None
    if opens or is_behind:
        words.take(Kind.COMMA)
    if not is_behind and not words.take(Kind.ENDS if opens else Kind.DASH):
        raise NotUnderstoodError("언제부터 언제까지인지 ‘11:00–21:00’처럼 적어 주세요.")
    words.take(Kind.FILLER)
    end = read_time(words)
    if is_behind and not words.take(Kind.ENDS):
        raise NotUnderstoodError("언제 닫는지 ‘10시 오픈 20시 마감’처럼 적어 주세요.")
    return start, end


def read_time(words: Words) -> ClockTime:
    """The next time.

    Raises:
        NotUnderstoodError: There is none, or it can be read in two ways.
    """
    text = words.take(*TIMES) or ""
    found = clock_time(f"{text}시" if text.isdigit() else text)
    if found is None:
        raise NotUnderstoodError("없는 시각이거나 두 가지로 읽힙니다. ‘낮 12시’, ‘24:00’, ‘21:30’처럼 적어 주세요.")
    return found
