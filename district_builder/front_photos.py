"""Chooses the photo that becomes a store's front, and tells of those that cannot."""

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.stores import StoreId
from district_builder.formats.pictures import PictureRefused, load_picture
from district_builder.stages.cells import FrontPhoto

GLANCE_PIXELS = 256


def choose_front_photos(
    photos: Iterable[Photo], *, fronts: AbstractSet[StoreId]
) -> tuple[dict[StoreId, FrontPhoto], tuple[BuildNote, ...]]:
    """The first front photo with marked corners of each store that has a front; finding corners is another matter.

    A chosen picture is opened later, by the tile that shows it. The others are opened here, so that a broken file is
    told of even where nobody would have seen it.
    """
    chosen: dict[StoreId, FrontPhoto] = {}
    notes: list[BuildNote] = []
    for photo in sorted(photos, key=lambda photo: (photo.store_id, photo.path.name)):
        if photo.kind is not PhotoKind.FRONT:
            continue
        try:
            with photo.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            notes.append(
                _broken(
                    photo, "사진 파일을 열 수 없습니다.", "파일이 그 자리에 있는지, 읽을 권한이 있는지 확인해 주세요."
                )
            )
            continue
        if photo.corners is not None and photo.store_id in fronts and photo.store_id not in chosen:
            corners = tuple((corner.x, corner.y) for corner in photo.corners)
            chosen[photo.store_id] = FrontPhoto(
                store_id=photo.store_id, path=str(photo.path), digest=digest, corners=corners
            )
        else:
            notes.append(_glance(photo, has_front=photo.store_id in fronts))
    return chosen, tuple(notes)


def _glance(photo: Photo, *, has_front: bool) -> BuildNote:
    """Why a photo is not shown: it is broken, or there is no front for it, or its corners are not marked."""
    try:
        load_picture(photo.path, wanted_side=GLANCE_PIXELS)
    except PictureRefused as refused:
        return _broken(photo, refused.reason_ko, refused.remedy_ko)
    if not has_front:
        text, remedy = (
            "1층 정면이 없는 가게라 사진을 쓰지 않았습니다.",
            "1층에 정면이 있다면 주소의 층과 호수를 확인해 주세요.",
        )
    elif photo.corners is None:
        text, remedy = "모서리를 표시하지 않아 사진을 쓰지 않았습니다.", "front.corners.json에 네 모서리를 적어 주세요."
    else:
        text, remedy = "먼저 온 사진이 있어 이 사진은 쓰지 않았습니다.", "이 사진을 쓰려면 다른 사진을 치워 주세요."
    return _note(photo, NoteKind.UNUSED_PHOTO, Severity.INFO, text, remedy)


def _broken(photo: Photo, text: str, remedy: str) -> BuildNote:
    return _note(photo, NoteKind.BAD_PHOTO, Severity.PROBLEM, text, remedy)


def _note(photo: Photo, kind: NoteKind, severity: Severity, text: str, remedy: str) -> BuildNote:
    file = f"photos/{photo.store_id}/{photo.path.name}"
    return BuildNote(kind=kind, severity=severity, text=text, remedy=remedy, subject=photo.store_id, file=file)
