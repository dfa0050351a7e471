"""Store fronts of every category, width and name, built to be looked at."""

from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.geometry.parts import Parts
from district_builder.stages.detail import Detail
from district_builder.stages.front import Front, build_front

LEVELS = list(Detail)
CATEGORIES = list(Category)


def front(category=Category.CAFE, **facts) -> Front:
    known = {"store_id": "s1", "name": "온기커피", "phone": "02-123-4567", "width_metres": 6.4, "height_metres": 4.2}
    return Front(category=category, **({"seed": "test"} | known | facts))


def build(of: Front, detail: Detail = Detail.NEAR) -> Parts:
    parts = Parts()
    build_front(parts, of, detail=detail)
    return parts


fronts = st.builds(
    Front,
    store_id=st.text("abc123", min_size=1, max_size=4),
    name=st.sampled_from(["빵", "온기커피", "참 좋은 우리 동네 정육식당", "COFFEE & CAKE", "", "김 밥"]),
    phone=st.sampled_from(["", "031-123-4567"]),
    category=st.sampled_from(CATEGORIES),
    width_metres=st.floats(1.6, 14.0),
    height_metres=st.floats(3.5, 5.5),
    seed=st.just("test"),
)
