"""What a viewer refuses, in words for the person at the screen."""

from district_builder.domain.errors import GolmokError


class SceneError(GolmokError):
    """A file of a scene cannot be drawn; the other files still can.

    The front door prints the message as it is: file, what is wrong, what to do.
    """

    def __init__(self, problem: str, *, file: str, remedy: str = "Build the district again.") -> None:
        self.problem, self.file, self.remedy = problem, file, remedy
        super().__init__(f"{file}: {problem} {remedy}")


class ViewError(GolmokError):
    """The text of `--at` names no place of this district."""
