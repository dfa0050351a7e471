"""Why content did not arrive."""

from district_builder.domain.errors import GolmokError


class ContentError(GolmokError):
    """The content API gave no usable answer; the message says what to do."""


class ContentUnreachableError(ContentError):
    """Nobody answers there, or only to say that it is too busy: trying again later may help."""


class ContentAbsentError(ContentError):
    """The API answered that there is no such thing."""
