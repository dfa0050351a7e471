"""From keys held down to metres on the ground."""

import math
from dataclasses import dataclass

from district_builder.domain.frames import Point2
from viewer.core.walking import Pace

LONGEST_FRAME_SECONDS = 0.25  # after a pause of the machine nobody wants to find himself down the street


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Which way the visitor pushes: forward and right in [-1, 1]."""

    forward: float = 0.0
    right: float = 0.0


def step_in_district(push: Push, *, heading_degrees: float, pace: Pace, seconds: float) -> Point2:
    """The step of one frame in metres east and north; pushing two ways at once is not faster than one."""
    length = math.hypot(push.forward, push.right)
    if length == 0.0:
        return Point2(0.0, 0.0)
    metres = pace.value * min(max(seconds, 0.0), LONGEST_FRAME_SECONDS) / max(length, 1.0)
    heading = math.radians(heading_degrees)
    return Point2(
        metres * (push.forward * math.sin(heading) + push.right * math.cos(heading)),
        metres * (push.forward * math.cos(heading) - push.right * math.sin(heading)),
    )
