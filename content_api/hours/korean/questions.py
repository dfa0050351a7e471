"""What is asked back where words are not enough."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to the owner.

    Attributes:
        topic: Under this name `read_hours` takes the answer. It stays the same as long as the text does.
        choices: The answers there are; empty where the owner had better write it in the text.
        assumed: What the rules say until it is answered; None: without an answer there are no rules.
    """

    topic: str
    text: str
    choices: tuple[str, ...]
    assumed: str | None = None


@dataclass(slots=True)
class Conversation:
    """The answers that an owner has given, and the questions still open."""

    answers: Mapping[str, str]
    open: dict[str, Question] = field(default_factory=dict)

    def ask(self, question: Question) -> str | None:
        """The owner's answer, else what is assumed meanwhile; then the question stays open."""
        answer = self.answers.get(question.topic)
        if answer in question.choices:
            return answer
        self.open[question.topic] = question
        return question.assumed
