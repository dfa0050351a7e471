"""district.toml -> the facts of a district."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from district_builder.domain.districts import District
from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.sources.files import decode, read_bytes
from district_builder.sources.josa import with_particle
from district_builder.sources.projections import is_known_system
from district_builder.sources.text import LINE_LIMIT, NAME_LIMIT, clean

DISTRICT_FILE = "district.toml"

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_KEYS = frozenset(
    {
        "slug",
        "name_ko",
        "name_en",
        "timezone",
        "anchor",
        "streets",
        "start",
        "bearing_degrees",
        "coordinate_system",
        "attribution",
        "example",
    }
)


def is_slug(text: str) -> bool:
    """Whether a text can name a district in addresses: small letters, digits and inner hyphens, 63 at most."""
    return _SLUG.fullmatch(text) is not None


def read_district(folder: Path) -> tuple[District, tuple[BuildNote, ...]]:
    """Read a source folder's district.toml.

    Raises:
        SourceError: it is missing or unreadable, or slug, name_ko or anchor is missing or wrong.
    """
    path = folder / DISTRICT_FILE
    if not path.is_file():
        raise SourceError(
            "district.toml이 없습니다.", remedy="'golmok new'로 초안을 만들거나 폴더를 확인하세요.", file=path
        )
    text = decode(read_bytes(path), path)
    try:
        facts = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise SourceError(
            "TOML 형식이 아닙니다.",
            remedy="따옴표와 괄호를 확인하세요.",
            file=path,
            row=int(found[1]) if found else None,
        ) from error
    slug = _text(facts, "slug", path)
    if not is_slug(slug):
        raise SourceError(
            f"slug {with_particle(slug[:40], '은/는')} 쓸 수 없습니다.",
            remedy="영문 소문자, 숫자, 붙임표로 63자 안에서 적으세요.",
            file=path,
        )
    name_ko = _text(facts, "name_ko", path)
    anchor = _lonlat(facts, "anchor", path)
    if not name_ko or anchor is None:
        raise SourceError(
            f"{'name_ko가' if not name_ko else 'anchor가'} 없습니다.",
            remedy='name_ko = "거리 이름"과 anchor = [경도, 위도]를 적으세요.',
            file=path,
        )
    district = District(
        slug=slug,
        name_ko=name_ko,
        name_en=_text(facts, "name_en", path),
        timezone=_timezone(facts, path),
        anchor=anchor,
        streets=_texts(facts, "streets", path),
        start=_lonlat(facts, "start", path),
        bearing_degrees=_bearing(facts, path),
        coordinate_system=_system(facts, path),
        attribution=_texts(facts, "attribution", path),
        is_example=_flag(facts, "example", path),
    )
    return district, tuple(_note_unknown(key) for key in sorted(set(facts) - _KEYS))


def _wrong(key: str, path: Path, remedy: str) -> SourceError:
    return SourceError(f"{key} 값을 읽을 수 없습니다.", remedy=remedy, file=path)


def _text(facts: Mapping[str, Any], key: str, path: Path) -> str:
    value = facts.get(key, "")
    if not isinstance(value, str):
        raise _wrong(key, path, "따옴표로 묶은 글로 적으세요.")
    return clean(value)[:NAME_LIMIT]


def _texts(facts: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = facts.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(key, path, '["하나", "둘"]처럼 적으세요.')
    return tuple(dict.fromkeys(text for one in value if (text := clean(one)[:LINE_LIMIT])))


def _lonlat(facts: Mapping[str, Any], key: str, path: Path) -> LonLat | None:
    if key not in facts:
        return None
    value = facts[key]
    remedy = "[경도, 위도] 순서로 적으세요 (예: [126.97, 37.38])."
    if not isinstance(value, list) or len(value) != 2 or not all(_is_number(one) for one in value):
        raise _wrong(key, path, remedy)
    lon, lat = float(value[0]), float(value[1])
    if not (-180 <= lon <= 180 and -85 <= lat <= 85):
        raise _wrong(key, path, remedy)
    return LonLat(lon, lat)


def _bearing(facts: Mapping[str, Any], path: Path) -> float | None:
    value = facts.get("bearing_degrees")
    if value is None:
        return None
    if not _is_number(value) or not -360 <= value <= 360:
        raise _wrong("bearing_degrees", path, "북쪽에서 시계 방향으로 0~360 사이의 각도를 적으세요.")
    return float(value) % 360


def _timezone(facts: Mapping[str, Any], path: Path) -> str:
    name = _text(facts, "timezone", path) or "Asia/Seoul"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _wrong("timezone", path, '"Asia/Seoul"처럼 적으세요.') from error
    return name


def _system(facts: Mapping[str, Any], path: Path) -> str:
    system = _text(facts, "coordinate_system", path)
    if system and not is_known_system(system):
        raise _wrong("coordinate_system", path, '"EPSG:5186"처럼 적으세요.')
    return system


def _flag(facts: Mapping[str, Any], key: str, path: Path) -> bool:
    value = facts.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(key, path, "true나 false로 적으세요.")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _note_unknown(key: str) -> BuildNote:
    return BuildNote(
        kind=NoteKind.UNREADABLE_ROW,
        severity=Severity.INFO,
        text=f"{with_particle(key[:40], '은/는')} 모르는 항목이라 읽지 않았습니다.",
        remedy="철자를 확인하세요.",
        file=DISTRICT_FILE,
    )
