"""How large the walker's window is on a screen."""

USUAL_WINDOW_PIXELS = (1600, 900)
SHARE_OF_SCREEN = 0.92  # what a task bar and a title leave


def window_size(screen: tuple[int, int], *, wanted: tuple[int, int] = USUAL_WINDOW_PIXELS) -> tuple[int, int]:
    """The wanted window where it fits the screen, else the largest comfortable one of its shape; (0, 0) is unknown."""
    if 0 in screen or all(part <= whole for part, whole in zip(wanted, screen, strict=True)):
        return wanted
    scale = min(SHARE_OF_SCREEN * whole / part for whole, part in zip(screen, wanted, strict=True))
    return int(wanted[0] * scale), int(wanted[1] * scale)
