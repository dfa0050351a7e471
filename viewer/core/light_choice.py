"""In which light a visitor sees a street: by day, by evening, at night, or as it is there now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from district_builder.domain.frames import LonLat
from viewer.core.light_of_day import DAY, EVENING, NIGHT, LightOfDay, evening_at, night_at
from viewer.core.sun import WEST_DEGREES, sun_position

SUN_EVERY = timedelta(minutes=1)

Clock = Callable[[], datetime]


class LightChoice(StrEnum):
    NOW = "now"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"

    @property
    def next(self) -> "LightChoice":
        """What the key chooses after this one."""
        choices = list(LightChoice)
        return choices[(choices.index(self) + 1) % len(choices)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLight:
    """The light of a moment, and where the sky glows when the sun is low; after dark a faint rest of it in the west."""

    light: LightOfDay = DAY
    glow_azimuth_degrees: float = WEST_DEGREES


def utc_now() -> datetime:
    return datetime.now(UTC)


def seen_light(choice: LightChoice, *, instant: datetime, place: LonLat) -> SeenLight:
    """The light that a choice means at an instant (with a time zone) and a place."""
    match choice:
        case LightChoice.DAY:
            return SeenLight(light=DAY)
        case LightChoice.EVENING:
            return SeenLight(light=EVENING)
        case LightChoice.NIGHT:
            return SeenLight(light=NIGHT)
        case LightChoice.NOW:
            sun = sun_position(instant, place)
            elevation = sun.elevation_degrees
            light = LightOfDay(evening=evening_at(elevation), night=night_at(elevation))
            if light == DAY or light.evening == 1.0:
                return SeenLight(light=light)
            return SeenLight(light=light, glow_azimuth_degrees=sun.azimuth_degrees)


class LightOfVisit:
    """The light of one visit, asked for in every frame; where the sun stands is worked out once a minute."""

    def __init__(self, choice: LightChoice, *, place: LonLat, clock: Clock = utc_now) -> None:
        self.choice, self._place, self._clock = choice, place, clock
        self._worked_out_at = clock()
        self._seen = seen_light(choice, instant=self._worked_out_at, place=place)

    def seen(self) -> SeenLight:
        """The light now; an equal value until it changes."""
        now = self._clock()
        if abs(now - self._worked_out_at) >= SUN_EVERY:  # a clock that was set back is a change as well
            self._work_out(now)
        return self._seen

    def choose_next(self) -> None:
        """By turns now, by day, by evening, at night."""
        self.choice = self.choice.next
        self._work_out(self._clock())

    def _work_out(self, now: datetime) -> None:
        self._worked_out_at = now
        self._seen = seen_light(self.choice, instant=now, place=self._place)
