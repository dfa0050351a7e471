"""photos/<store>/: front*, interior*, panorama* and the corners that a person marked. Pictures stay unopened."""

import json
from pathlib import Path, PurePosixPath

from district_builder.domain.frames import Point2
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.stores import StoreId
from district_builder.sources.files import files_below
from district_builder.sources.store_names import StoreNames, WhichStore
from district_builder.sources.text import clean

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif"})
CORNERS_FILE = "front.corners.json"
LARGEST_CORNERS_FILE_BYTES = 10_000
LEAST_CORNER_AREA = 0.01  # of the picture

Corners = tuple[Point2, Point2, Point2, Point2]


def read_photos(folder: Path, names: StoreNames) -> tuple[tuple[Photo, ...], tuple[BuildNote, ...]]:
    """List the pictures below photos/, a store's pictures in the order of their names.

    The corners hold for the first front picture. A folder is named after a store's id or name.
    """
    photos: list[Photo] = []
    notes: list[BuildNote] = []
    by_folder: dict[Path, list[Path]] = {}
    for path in files_below(folder):
        by_folder.setdefault(path.parent, []).append(path)
    for place, paths in by_folder.items():
        name = (PurePosixPath("photos") / place.relative_to(folder)).as_posix()
        said = clean(place.name)
        store_id = names.find(said) if place.parent == folder else None
        pictures = [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]
        if store_id is None:
            if pictures and place.parent == folder:
                notes.append(_note_stranger(name, len(pictures), names.which(said)))
            elif pictures:
                notes.append(_note_stray(name, len(pictures)))
            continue
        corners, trouble = _corners(place / CORNERS_FILE, file=f"{name}/{CORNERS_FILE}", store_id=store_id)
        notes.extend(trouble)
        for path in pictures:
            kind = next((kind for kind in PhotoKind if path.name.lower().startswith(kind.value)), None)
            if kind is None:
                notes.append(_note_unnamed(f"{name}/{path.name}", store_id))
                continue
            has_corners = kind is PhotoKind.FRONT and not any(
                photo.store_id == store_id and photo.kind is kind for photo in photos
            )
            photos.append(Photo(store_id=store_id, kind=kind, path=path, corners=corners if has_corners else None))
    return tuple(photos), tuple(notes)


def is_convex(corners: Corners) -> bool:
    """Whether top left, top right, bottom right, bottom left (y downwards) go clockwise round a convex shape."""
    turns = []
    for i in range(4):
        (ax, ay), (bx, by), (cx, cy) = corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    area = sum(corners[i].x * corners[(i + 1) % 4].y - corners[(i + 1) % 4].x * corners[i].y for i in range(4)) / 2
    return all(turn > 0 for turn in turns) and area >= LEAST_CORNER_AREA


def _corners(path: Path, *, file: str, store_id: StoreId) -> tuple[Corners | None, list[BuildNote]]:
    if not path.is_file():
        return None, []
    problem = "모서리 네 점을 읽을 수 없어"
    try:
        if path.stat().st_size <= LARGEST_CORNERS_FILE_BYTES:
            marked = json.loads(path.read_bytes())["corners"]
            a, b, c, d = (Point2(float(x), float(y)) for x, y in marked)
            corners = (a, b, c, d)
            if all(0 <= value <= 1 for point in corners for value in point) and is_convex(corners):
                return corners, []
            problem = "모서리 네 점이 볼록한 사각형이 아니어서"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    note = BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.DOUBT,
        text=f"{problem} 무시했습니다.",
        remedy='{"corners": [[왼위], [오른위], [오른아래], [왼아래]]}를 사진 크기에 대한 0~1 값으로 적으세요.',
        subject=store_id,
        file=file,
    )
    return None, [note]


def _note_stranger(name: str, count: int, which: WhichStore) -> BuildNote:
    return BuildNote(
        kind=NoteKind.PHOTO_WITHOUT_STORE,
        severity=Severity.PROBLEM,
        text=f"{which.reason} 사진 {count}장을 넣지 않았습니다.",
        remedy=f"폴더 이름을 {which.choices}로 바꾸세요.",
        file=name,
    )


def _note_stray(name: str, count: int) -> BuildNote:
    return BuildNote(
        kind=NoteKind.PHOTO_WITHOUT_STORE,
        severity=Severity.PROBLEM,
        text=f"사진 {count}장이 가게 폴더 바로 아래에 있지 않아 넣지 않았습니다.",
        remedy="사진을 photos/가게 이름/ 폴더에 바로 넣으세요.",
        file=name,
    )


def _note_unnamed(name: str, store_id: StoreId) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.INFO,
        text="무엇을 찍은 사진인지 이름으로 알 수 없어 넣지 않았습니다.",
        remedy="파일 이름을 front, interior, panorama 가운데 하나로 시작하게 바꾸세요.",
        subject=store_id,
        file=name,
    )
