"""A text on its way to being understood: its words, how far they are read, and what was not understood."""

from content_api.hours.korean.tokens import Kind, tidied, tokens_of

LONGEST_QUOTE = 60
_ADVICE = {
    "하절기": "‘6월–8월’처럼 달로 적어 주세요.",
    "동절기": "‘12월–2월’처럼 달로 적어 주세요.",
    "여름": "‘6월–8월’처럼 달로 적어 주세요.",
    "겨울": "‘12월–2월’처럼 달로 적어 주세요.",
    "금일": "오늘만 쉬면 ‘2026년 11월 10일 휴무’처럼 날짜로 적어 주세요.",
    "오늘": "오늘만 쉬면 ‘2026년 11월 10일 휴무’처럼 날짜로 적어 주세요.",
    "내일": "하루만 쉬면 ‘2026년 11월 10일 휴무’처럼 날짜로 적어 주세요.",
}
_OTHERWISE = (
    "‘매주 월요일 휴무’, ‘평일 11:00–21:00’처럼 날과 시각으로 다시 적어 주세요. "
    "영업시간이 아닌 말이면 앞에 ※를 붙이면 안내 글로 보여 줍니다."
)


class NotUnderstoodError(Exception):
    """The words at hand make no sense; `advice` says what to write instead where that is known."""

    def __init__(self, advice: str = "") -> None:
        self.advice = advice
        super().__init__(advice)


class Words:
    """Read from left to right; nothing is passed over in silence."""

    def __init__(self, text: str) -> None:
        self._text = tidied(text)
        self._tokens = tokens_of(self._text)
        self._at = 0
        self.refused: list[str] = []

    def kind(self, ahead: int = 0) -> Kind | None:
        """The kind of the next word, or of one further on; None behind the last."""
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else None

    def take(self, *kinds: Kind) -> str | None:
        """The next word if it is of such a kind."""
        if self.kind() not in kinds:
            return None
        self._at += 1
        return self._tokens[self._at - 1].text

    def mark(self) -> int:
        return self._at

    def since(self, mark: int) -> str:
        """The words read since a mark, as they were written."""
        if mark >= self._at:
            return ""
        return self._text[self._tokens[mark].start : self._tokens[self._at - 1].end].strip(" ,;\n")

    def refuse(self, words: str, advice: str) -> None:
        shown = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
        self.refused.append(f"‘{shown}’: {advice}")

    def refuse_clause(self, mark: int, advice: str = "") -> None:
        """Give up on everything from a mark up to the next comma or bracket."""
        if self._at == mark:
            self.take(*Kind)
        while self.kind() not in (None, Kind.COMMA, Kind.RIGHT):
            self.take(*Kind)
        words = self.since(mark)
        known = next((advice for word, advice in _ADVICE.items() if word in words), _OTHERWISE)
        self.refuse(words, advice or f"알아듣지 못했습니다. {known}")
