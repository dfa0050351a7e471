"""What an owner writes, cut into words that hours are made of."""

import re
import unicodedata
from enum import StrEnum, auto
from itertools import pairwise
from typing import NamedTuple


class Kind(StrEnum):
    REMARK = auto()
    REASON = auto()
    ANCHOR = auto()
    DATE = auto()
    MONTH_DAY = auto()
    MONTH = auto()
    DAY_OF_MONTH = auto()
    LAST_DAY = auto()
    ALL_DAY = auto()
    BEFORE = auto()
    WEEKS = auto()
    NTH = auto()
    TIME = auto()
    EVERY_DAY = auto()
    EVERY_WEEK = auto()
    EVERY_MONTH = auto()
    EVERY_YEAR = auto()
    HOLIDAYS = auto()
    WEEKDAYS = auto()
    LIKE = auto()
    BREAK = auto()
    LAST_ORDER = auto()
    SERVICE = auto()
    OPENS = auto()
    ENDS = auto()
    ALWAYS = auto()
    AS_USUAL = auto()
    UNSTATED = auto()
    CLOSED = auto()
    HOURS_WORD = auto()
    JOINED = auto()
    DASH = auto()
    DOT = auto()
    COMMA = auto()
    LEFT = auto()
    RIGHT = auto()
    NUMBER = auto()
    FILLER = auto()
    UNKNOWN = auto()


class Token(NamedTuple):
    """A word, and where it begins and ends in the tidied text."""

    kind: Kind
    text: str
    start: int
    end: int


HALF = r"(?:오전|오후|새벽|아침|낮|저녁|밤)"
NEXT_DAY = r"(?:익일|다음\s*날)"
_TAIL = r"(?:에는|에도|은|는|엔|에|도|마다)?(?![가-힣])"  # a particle, and the end of the word
_REMARK = r"(?:방문은\s*|방문\s*|전화\s*|100%\s*)?예약\s*(?:제|우선|필수|환영|가능|후\s*방문)(?:입니다)?(?![가-힣])"

# The first that fits is taken, so longer words stand before shorter ones.
_WORDS: dict[Kind, str] = {
    Kind.REMARK: rf"※[^,;\n()]*|{_REMARK}",
    Kind.REASON: r"사유\s*:[^()\n]*",
    Kind.ANCHOR: r"기준",
    Kind.DATE: r"\d{4}\s*년\s*\d{1,2}\s*월\s*\d{1,2}\s*일|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)\.?",
    Kind.MONTH_DAY: r"\d{1,2}\s*월\s*\d{1,2}\s*일|\d{1,2}/\d{1,2}(?![\d:])",
    Kind.MONTH: r"\d{1,2}\s*월(?!요일)",
    Kind.ALL_DAY: r"24\s*시간",
    Kind.BEFORE: r"(?:\d{1,3}\s*분|\d\s*시간)\s*전(?:까지)?",
    Kind.WEEKS: rf"격주{_TAIL}|\d{{1,2}}\s*주\s*마다",
    Kind.LAST_ORDER: r"라스트\s*오더|L\.?\s*O\.?(?![A-Za-z])|l\.?o\.?(?![a-z])|마지막\s*주문|주문\s*마감",
    Kind.NTH: (
        r"(?:(?:첫|두|세|네|다섯)\s*번째|첫째|둘째|셋째|넷째|다섯째|마지막|[1-5]\s*(?:번째|째))"
        rf"(?:\s*주)?{_TAIL}|[1-5]\s*주(?:차|째)?{_TAIL}"
    ),
    Kind.TIME: (
        rf"(?:{NEXT_DAY}\s*)?(?:{HALF}\s*)?"
        r"(?:\d{1,2}\s*:\s*\d{2}|\d{1,2}\s*시(?!간)(?:\s*\d{1,2}\s*분(?!\s*전)|\s*반)?)|정오|자정"
    ),
    Kind.DAY_OF_MONTH: r"\d{1,2}\s*일(?!요일)",
    Kind.NUMBER: r"\d{1,2}",
    Kind.LAST_DAY: rf"말일{_TAIL}",
    Kind.EVERY_DAY: rf"매일{_TAIL}",
    Kind.EVERY_WEEK: r"매주",
    Kind.EVERY_MONTH: r"매월|매달",
    Kind.EVERY_YEAR: r"매년|해마다",
    Kind.HOLIDAYS: (
        rf"명절\s*아닌\s*공휴일{_TAIL}|(?:명절|설날?\s*(?:[·/]|과|와|및)\s*추석|설날?|추석)"
        rf"\s*(?:당일|연휴|앞뒤\s*날|대체\s*공휴일)?{_TAIL}|(?:임시|대체|법정)?\s*공휴일{_TAIL}"
    ),
    Kind.WEEKDAYS: (
        rf"(?!금일)(?:평일|주말|[월화수목금토일]{{1,7}}(?:요일)?){_TAIL}"
        r"|[월화수목금토일](?:요일)?(?=처럼|부터|까지|과\s|와\s)"
    ),
    Kind.LIKE: r"처럼|[과와]\s*같(?:이|음|습니다)",
    Kind.BREAK: (
        r"브레이크(?:\s*타임)?|B\.?T\.?(?![A-Za-z])|점심(?:\s*시간)?|저녁\s*(?:식사\s*)?시간|(?:재료\s*)?준비(?:\s*시간)?"
        r"|휴게\s*시간|쉬는\s*시간|청소(?:\s*시간)?"
    ),
    Kind.SERVICE: r"홀|매장|포장|테이크\s*아웃|배달",
    Kind.OPENS: r"오픈|개점",
    Kind.ENDS: r"마감|폐점",
    Kind.ALWAYS: r"연중\s*무휴",
    Kind.AS_USUAL: r"정상\s*(?:영업|운영|진료)",
    Kind.UNSTATED: r"시간\s*미정",
    Kind.CLOSED: (
        r"(?:정기|임시)\s*휴[무일](?:일)?|휴[무진점관업가]일?|휴일|제외(?:하고)?"
        r"|쉬는\s*날|쉽니다|쉬어요|쉼|닫습니다|닫아요"
    ),
    Kind.HOURS_WORD: r"(?:영업|운영|진료|이용)\s*시간|(?:영업|운영|진료)(?:합니다|해요)?",
    Kind.JOINED: r"(?:과|와|및)(?=\s)",
    Kind.DASH: r"–|부터",
    Kind.DOT: r"·|/",
    Kind.COMMA: r"[,;\n]",
    Kind.LEFT: r"\(",
    Kind.RIGHT: r"\)",
    Kind.FILLER: r"까지|입니다|:|은|는|에|\.",
    Kind.UNKNOWN: r"[^\s,;()·–]+",
}
_WORD = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _WORDS.items()))
_DASHES = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})|\s*[~∼〜‐‑‒—―−–-]\s*")
_DOTS = re.compile(r"\s*[・ㆍ‧･·]\s*")
_BOTH_FESTIVALS = re.compile(r"설날?\s*(당일|연휴)\s*(?:[,·/]|과|와|및)\s*추석\s*\1")

# What cannot be reckoned with, because nobody knows the day beforehand; up to the next comma.
_CONDITION = re.compile(
    r"(?:[가-힣]{1,8}[이가은는]?\s*)?(?:있는|없는|오는)\s*날|재료[가는]?\s*(?:떨어지|소진)"
    r"|(?:방학|시험|과제|축제)(?:\s*(?:기간|주간))?|(?:사정|상황|날씨)에\s*따라"
)
_OTHER_SERVICE = re.compile(r"(?:상담|접수|주차)\s")


def tidied(text: str) -> str:
    """One form of dashes, dots, digits and blanks."""
    text = unicodedata.normalize("NFKC", _DOTS.sub("·", text)).replace("\r", "\n")
    text = _DASHES.sub(lambda match: match[1] or "–", text)
    text = _BOTH_FESTIVALS.sub(r"설·추석 \1", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def tokens_of(text: str) -> list[Token]:
    """The words of a tidied text; what is no word of hours is UNKNOWN."""
    tokens: list[Token] = []
    for start, end in _pieces(text):
        words = text[start:end].strip(" ,;\n")
        if is_condition(words) or _OTHER_SERVICE.match(words):
            tokens += [Token(Kind.REMARK, words, start, end), Token(Kind.COMMA, ",", end, end)]
            continue
        for match in _WORD.finditer(text, start, end):
            tokens.append(Token(Kind(str(match.lastgroup)), match[0].strip(), *match.span()))
    return tokens


def is_condition(words: str) -> bool:
    """Whether words name days that no calendar knows: 비 오는 날 휴무."""
    return _CONDITION.match(words) is not None


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the text lies between commas and lines that stand outside brackets."""
    cuts, depth = [0], 0
    for at, letter in enumerate(text, 1):
        depth = max(0, depth + {"(": 1, ")": -1}.get(letter, 0))
        if depth == 0 and letter in ",;\n":
            cuts.append(at)
    return list(pairwise([*cuts, len(text)]))
