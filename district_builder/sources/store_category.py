"""The category of a row of a store table: what its list says, weighed against its name."""

from functools import lru_cache
from typing import NamedTuple

from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at, note_on
from district_builder.domain.stores import Store
from district_builder.sources.category_words import category_of_code, category_of_name, category_of_words, contradict
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.josa import with_particle
from district_builder.sources.store_words import StoreWords


class StoreCategory(NamedTuple):
    """`said` are the source's own words; unknown are words of which none is a category of ours."""

    category: Category
    said: str
    is_unknown: bool
    is_contradicted: bool  # by the name, which was followed


def category_of_row(
    columns: Columns, dialect: Dialect, cells: tuple[str, ...], *, words: StoreWords, file_stem: str
) -> StoreCategory:
    """The category that a row's list and its name agree on; a name that leaves no doubt wins over the list."""
    said = columns.all("category", cells) or ((dialect.category,) if dialect.category else ())
    codes = columns.all("category_code", cells)
    listed, text = _listed(said, codes, words.table or file_stem)
    named = category_of_name(words.full_name)
    is_listed = listed is not None and listed is not Category.OTHER
    is_contradicted = bool(listed and named and is_listed and contradict(listed, named))
    settled = named if named and (is_contradicted or not is_listed) else listed or Category.OTHER
    return StoreCategory(settled, text, listed is None, is_contradicted)


@lru_cache(maxsize=10_000)  # a register says the same few things again and again
def _listed(said: tuple[str, ...], codes: tuple[str, ...], table: str) -> tuple[Category | None, str]:
    """A table without a category column is named after what it lists."""
    for words in said:
        if category := category_of_words(words):
            return category, said[0]
    for code in codes:
        if category := category_of_code(code):
            return category, said[0] if said else code
    if not said:
        return category_of_words(table), ""
    return None, said[0]


def note_contradiction(store: Store, words: str) -> BuildNote:
    """A store whose name says another category than its list does; the name is followed."""
    is_named = store.category is not Category.OTHER
    guess = f"{KOREAN_LABELS[store.category]} 같아 그쪽을 따랐습니다" if is_named else "그렇지 않아 분류를 비웠습니다"
    return note_on(
        store,
        NoteKind.CATEGORY_CONTRADICTS_NAME,
        Severity.DOUBT,
        text=f"'{store.name}'의 분류는 '{words}'인데 이름은 {guess}.",
        remedy="분류를 고치거나 맞으면 그대로 두세요.",
    )


def note_unknown_category(file: str, words: str, rows: list[int]) -> BuildNote:
    """One note for all rows whose list says the same words, or nothing."""
    said = f"분류 {with_particle(words, '을/를')} 알 수 없어" if words else "분류가 없어"
    return note_at(
        Origin(file=file, row=rows[0]),
        NoteKind.UNKNOWN_CATEGORY,
        Severity.INFO,
        text=f"{said} {len(rows)}개 행을 이름으로 판단하거나 '가게'로 읽었습니다.",
        remedy="category 칸에 분류를 적으세요.",
    )
