"""A district's facts as a district.toml that an operator can read and correct."""

import json
from collections.abc import Iterable

from district_builder.domain.districts import District
from district_builder.domain.frames import LonLat


def text_of_district(district: District, *, streets: Iterable[str], anchor: LonLat) -> str:
    """The text of district.toml with a comment on every entry."""
    system = f"coordinate_system = {_quoted(district.coordinate_system)}"
    return f"""\
# 골목 원본 폴더의 설정입니다. 자료에서 짐작한 값이니 한 번 확인해 주세요.

# 주소창에 쓰이는 이름: 영문 소문자, 숫자, 붙임표
slug = {_quoted(district.slug)}

# 화면에 보이는 이름
name_ko = {_quoted(district.name_ko)}
name_en = {_quoted(district.name_en)}

# 영업시간을 계산할 시간대
timezone = {_quoted(district.timezone)}

# 구역의 가운데: [경도, 위도]. 공개한 뒤에는 바꾸지 마세요.
anchor = [{anchor.lon:.6f}, {anchor.lat:.6f}]

# 다룰 길의 도로명, 중심 길을 맨 앞에
streets = [{", ".join(_quoted(street) for street in streets)}]

# 지도도 좌표도 없을 때만: 중심 길이 시작하는 곳과 북쪽에서 시계 방향으로 잰 각도
# start = [{anchor.lon:.6f}, {anchor.lat:.6f}]
# bearing_degrees = 90

# 좌표계를 밝히지 않은 미터 좌표가 있을 때의 좌표계
{system if district.coordinate_system else '# coordinate_system = "EPSG:5174"'}

# 자료의 출처 표시
attribution = [{", ".join(_quoted(text) for text in district.attribution)}]

# 보기용 자료이면 true로 바꾸세요.
example = {"true" if district.is_example else "false"}
"""


def _quoted(text: str) -> str:
    """A TOML basic string: its escapes are those of JSON (TOML 1.0, String)."""
    return json.dumps(text, ensure_ascii=False)
