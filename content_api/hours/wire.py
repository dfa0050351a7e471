"""Rules as JSON and back, without loss; timelines as JSON. Values left at their default are not written."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from content_api.hours.answers import Timeline
from content_api.hours.rules import HoursRules


class HoursDocument(BaseModel):
    """The rules of one store with the version of their form. Keys that the form does not know are refused."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1] = 1
    rules: HoursRules


def rules_to_json(rules: HoursRules) -> dict[str, Any]:
    return HoursDocument(rules=rules).model_dump(mode="json", exclude_defaults=True) | {"version": 1}


def rules_from_json(document: Any) -> HoursRules:
    """Rules from their JSON form; the form alone is checked here, the sense by `refusals`.

    Raises:
        pydantic.ValidationError: What is wrong, each with its place.
    """
    return HoursDocument.model_validate(document).rules


_TIMELINE = TypeAdapter(Timeline)


def timeline_to_json(timeline: Timeline) -> dict[str, Any]:
    """A timeline as clients get it: what is empty is left out, instants bear the zone's offset."""
    found: dict[str, Any] = _TIMELINE.dump_python(timeline, mode="json", exclude_defaults=True, exclude={"minutes"})
    return found
