"""Chooses the photo that becomes a store's front, and notes those that are not there to be read."""

import hashlib
from collections.abc import Iterable

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.stores import StoreId
from district_builder.stages.cells import FrontPhoto


def choose_front_photos(photos: Iterable[Photo]) -> tuple[dict[StoreId, FrontPhoto], tuple[BuildNote, ...]]:
    """The first front photo with marked corners of each store; finding corners is another matter.

    Pictures are opened later, by the tile that shows them; here only their bytes are named.
    """
    chosen: dict[StoreId, FrontPhoto] = {}
    notes: list[BuildNote] = []
    for photo in sorted(photos, key=lambda photo: (photo.store_id, photo.path.name)):
        if photo.kind is not PhotoKind.FRONT or photo.corners is None or photo.store_id in chosen:
            continue
        try:
            with photo.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            notes.append(_unreadable(photo))
            continue
        chosen[photo.store_id] = FrontPhoto(
            store_id=photo.store_id,
            path=str(photo.path),
            digest=digest,
            corners=tuple((corner.x, corner.y) for corner in photo.corners),
        )
    return chosen, tuple(notes)


def _unreadable(photo: Photo) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.PROBLEM,
        text="사진 파일을 열 수 없어 그림으로 대신했습니다.",
        remedy="파일이 그 자리에 있는지, 읽을 권한이 있는지 확인해 주세요.",
        subject=photo.store_id,
        file=photo.path.name,
    )
