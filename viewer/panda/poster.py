"""The picture of a street that its page shows, kept beside its scene."""

from pathlib import Path

from viewer.panda.picture import take_picture

PIXELS = (1600, 800)


def draw_poster(scene: Path, district: str, *, is_new: bool) -> None:
    """Draw `street.webp` in the scene's folder where it is wanting, or anew where the street has changed.

    The old picture stays until the new one is whole.

    Raises:
        GolmokError: the scene cannot be read, or this machine cannot draw.
    """
    poster = scene / "street.webp"
    if poster.exists() and not is_new:
        return
    draft = scene / "street.draft.webp"
    take_picture(f"file:{scene}", district, at="start", size=PIXELS, out=draft)
    draft.replace(poster)
