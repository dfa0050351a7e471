"""What a store front shows at each level of detail: its name, its papers, its pictures."""

import pytest

from district_builder.domain.categories import Category
from district_builder.stages.art import Lettering, Notice, SignFace, UprightFace
from district_builder.stages.detail import Detail
from district_builder.stages.front import PAPERS
from district_builder.stages.styles import STYLES, SignKind
from tests.district_builder.stages.front_samples import CATEGORIES, build, front
from tests.district_builder.triangles import everything


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_shows_its_name_at_both_levels(category):
    """Printed on a board, or as letters that stand off it."""
    printed = [
        picture.text for picture in build(front(category), Detail.STANDARD).pictures() if isinstance(picture, SignFace)
    ]
    assert printed == ["온기커피"]
    near = build(front(category), Detail.NEAR)
    faces = [picture.text for picture in near.pictures() if isinstance(picture, SignFace)]
    nameless = build(front(category, name=""), Detail.NEAR)
    if STYLES[category].sign is SignKind.LIGHT_BOX:
        assert faces == ["온기커피"]
    else:
        assert faces == []
        assert len(everything(near).triangles) > len(everything(nameless).triangles) + 100


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_near_level_is_richer_than_the_standard_one(category):
    near, standard = (
        len(everything(build(front(category), detail)).triangles) for detail in (Detail.NEAR, Detail.STANDARD)
    )
    assert near > standard
    assert standard < 1500
    assert near < 9000


@pytest.mark.parametrize("category", CATEGORIES)
def test_pictures_have_sizes_that_an_atlas_can_hold(category):
    for picture in build(front(category, width_metres=14.0), Detail.NEAR).pictures():
        if isinstance(picture, (SignFace, UprightFace, Lettering)):
            assert 8 <= picture.width <= 1024
            assert 8 <= picture.height <= 512


def test_only_the_near_level_hangs_papers_beside_the_door():
    def papers(detail):
        return sum(isinstance(p, Notice) for p in build(front(Category.CLINIC), detail).pictures())

    assert papers(Detail.NEAR) == 1
    assert papers(Detail.STANDARD) == 0


def test_a_paper_promises_nothing_that_a_store_would_have_to_keep():
    """No hours, no prices, no offers: those come from the merchant alone."""
    for heading, lines in PAPERS:
        text = " ".join((heading, *lines))
        assert not any(word in text for word in ("매일", "무료", "할인", "신상", "품절", "영업", "시간", "원"))
