"""What an owner writes -> rules, questions, refusals. Nothing is guessed in silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from content_api.hours.korean.grammar import Grammar
from content_api.hours.korean.meaning import Meaning
from content_api.hours.korean.questions import Conversation, Question
from content_api.hours.korean.words import NotUnderstoodError, Words
from content_api.hours.refusals import refusals
from content_api.hours.rules import HoursRules

LONGEST_TEXT = 1_000
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text says.

    Attributes:
        rules: None where something was refused, or where an open question has no assumed answer.
        questions: What is still open. Rules that are there say what each question assumes.
        refused: Korean sentences that name the words and end with what to write instead.
    """

    rules: HoursRules | None
    questions: tuple[Question, ...]
    refused: tuple[str, ...]


def read_hours(text: str, *, today: date, answers: Mapping[str, str] = NO_ANSWERS) -> Reading:
    """Read a text; the same text with answers to its questions is read again with them.

    Args:
        today: The local day, from which 이번 주 and dates without a year count.
        answers: A choice for each question's topic. What is no choice counts as not answered.
    """
    if len(text) > LONGEST_TEXT:
        return _refused(f"영업시간이 {len(text)}자입니다. {LONGEST_TEXT}자까지 줄여 주세요.")
    words, conversation = Words(text), Conversation(answers)
    statements = Grammar(words, today=today, conversation=conversation).read()
    if not statements and not words.refused:
        return _refused("영업시간이 비어 있습니다. ‘매일 11:00–21:00’처럼 적어 주세요.")
    meaning = Meaning(statements, today=today, conversation=conversation)
    try:
        rules = meaning.rules()
    except NotUnderstoodError as failure:
        return _refused(failure.advice)
    refused = [*words.refused, *meaning.refused]
    unanswered = [question for question in conversation.open.values() if question.assumed is None]
    if not refused and not unanswered:
        refused += [each.text for each in refusals(rules)]
    return Reading(
        rules=None if refused or unanswered else rules,
        questions=tuple(conversation.open.values()),
        refused=tuple(dict.fromkeys(refused)),
    )


def _refused(sentence: str) -> Reading:
    return Reading(rules=None, questions=(), refused=(sentence,))
