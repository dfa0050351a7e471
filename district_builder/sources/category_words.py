"""Which of our categories a register's words, a code or a store's name mean.

Words cover the 상권업종분류 of both generations (2022-12: D/Q…, 2026-06: G2/I2…), the LOCALDATA services and 업태,
and the names of open tables. Codes are a fallback for rows without names.
"""

import re
from functools import lru_cache

from district_builder.domain.categories import Category

C = Category

_WORDS: tuple[tuple[C, str], ...] = (
    (C.VET, "동물병원|동물의료|수의|animalHospital"),
    (C.ORIENTAL_CLINIC, "한의원|한방병원|한의"),
    (C.DENTIST, "치과"),
    (C.PHARMACY, "약국|pharmacyInfo|의약품 소매|의약/의료품"),
    (C.OPTICIAN, "안경|콘택트|optician"),
    (C.PC_ROOM, "PC방|PC 방|피시방|피씨방|컴퓨터게임방|인터넷컴퓨터게임|pcRoom"),
    (C.KARAOKE, "노래연습장|노래방|노래|singingRoom"),
    (C.BILLIARDS, "당구"),
    (C.BATHHOUSE, "목욕|사우나|찜질|한증막|공동탕|bathHouse"),
    (C.GYM, "헬스|체력단련|체육|휘트니스|피트니스|필라테스|요가|클라이밍|태권도|수영장|골프연습|스쿼시|볼링"),
    (C.CONVENIENCE, "편의점"),
    (C.SUPERMARKET, "슈퍼|대형마트|대형할인|대규모점포|백화점|할인점|종합소매점|대형 종합 소매|마트"),
    (C.CAFE, "카페|까페|커피|다방|찻집|전통찻집|비알코올|키즈카페|아이스크림|빙수|주스|과일음료"),
    (C.BAKERY, "제과|빵|도넛|떡|한과|케익|케이크|베이커리"),
    (C.PIZZA, "피자"),
    (C.CHICKEN, "치킨|통닭|닭/오리"),
    (C.FAST_FOOD, "버거|패스트푸드|토스트|샌드위치|햄버거"),
    (C.SNACK, "분식|김밥|만두|떡볶이|라면|국수|칼국수|기타 간이"),
    (C.CHINESE, "중식|중국|마라|훠궈|짬뽕"),
    (C.JAPANESE, "일식|일본|초밥|회집|횟집|수산물|라멘|돈가스|돈까스|복어"),
    (C.WESTERN, "양식|경양식|서양|파스타|스테이크|이탈리아|패밀리레스|뷔페|부페|동남아|베트남|외국식|외국음식|인도"),
    (C.PUB, "주점|호프|단란|유흥|소주방|맥주|감성주점|정종|대포집|포차|바(bar)|karaoke|룸살롱"),
    (
        C.KOREAN,
        "한식|백반|한정식|국/탕|해장국|갈비|고기|구이|족발|보쌈|냉면|설렁탕|곰탕|냉면집|찌개|탕류|음식점|식육|출장조리|restaurant|구내식당|기사식당|별식",
    ),
    (C.HAIR, "미용실|이용|이발|미용업|두발|헤어|이/미용|미장원|이용원"),
    (C.NAIL, "네일|손톱|발톱|피부 관리|피부관리|피부미용|메이크업|왁싱|체형"),
    (C.LAUNDRY, "세탁|빨래|수선"),
    (C.FLORIST, "꽃|화훼|화원|화초"),
    (C.BOOKS, "서점|서적|책방|만화방|도서"),
    (C.ART_SUPPLY, "화방|미술재료|미술용품"),
    (C.STATIONERY, "문구|문방구|회화용품"),
    (C.PRINT, "인쇄|복사|제본|출력|현수막|광고물"),
    (C.PHOTO_STUDIO, "사진|스튜디오"),
    (C.COSMETICS, "화장품|방향제"),
    (C.PHONE, "휴대폰|휴대전화|핸드폰|통신기기|이동통신"),
    (C.CLOTHING, "의류|의복|옷|남성복|여성복|신발|구두|가방|패션|잡화|셔츠|속옷|한복|유아복|아동복"),
    (C.HARDWARE, "철물|공구|건축자재|페인트|전파|조명|전기용품|열쇠"),
    (C.GROCERY, "식료품|정육|반찬|청과|과일|채소|건강원|건강보조|건어물|곡물|쌀|미곡|생선|축산|식품"),
    (C.CLINIC, "의원|병원|산후조리|조산원|보건소|보건기관|postnatal|hospitalInfo|물리치료|내과|외과|소아과"),
    (C.ACADEMY, "학원|교습|과외|독서실|입시|공부방|어린이집 외|교육"),
    (C.SCHOOL, "고등학교|초등학교|중학교|대학|유치원|어린이집|학교"),
    (C.REAL_ESTATE, "부동산|공인중개"),
    (C.BANK, "은행|금고|신협|현금지급|저축|금융"),
    (C.LODGING, "숙박|호텔|모텔|여관|여인숙|민박|펜션|고시원|게스트하우스|accom"),
    (C.OTHER, "주유소|충전소|영화관|시네마"),
    (C.WORKSHOP, "공방|공예|목공|도자기"),
    (C.OFFICE, "직업소개|직업 소개|인력|법무|세무|회계|변호사|건축사|보험|여행사|컨설팅|사무|jobMating|노무|변리"),
)
_MEANINGS = tuple((category, re.compile(words.replace("(", r"\(").replace(")", r"\)"))) for category, words in _WORDS)

_CODES: dict[str, C] = {
    "Q01": C.KOREAN,
    "Q02": C.CHINESE,
    "Q03": C.JAPANESE,
    "Q04": C.SNACK,
    "Q05": C.CHICKEN,
    "Q06": C.WESTERN,
    "Q07": C.FAST_FOOD,
    "Q08": C.BAKERY,
    "Q09": C.PUB,
    "Q12": C.CAFE,
    "I201": C.KOREAN,
    "I202": C.CHINESE,
    "I203": C.JAPANESE,
    "I204": C.WESTERN,
    "I211": C.PUB,
    "I212": C.CAFE,
    "I21003": C.PIZZA,
    "G20405": C.CONVENIENCE,
    "P105": C.ACADEMY,
}

_NAMES: tuple[tuple[C, re.Pattern[str]], ...] = tuple(
    (category, re.compile(pattern, re.IGNORECASE))
    for category, pattern in (
        (C.VET, r"동물(?:종합)?병원|동물메디컬|동물의료센터|동물 종합병원"),
        (C.ORIENTAL_CLINIC, r"한의원$|한방병원$"),
        (C.DENTIST, r"치과(?:의원|병원)?$"),
        (C.PHARMACY, r"약국$"),
        (C.PC_ROOM, r"PC ?방|피씨방|피시방|PC ?카페"),
        (C.KARAOKE, r"노래 ?연습장|노래방"),
        (C.OPTICIAN, r"안경(?:원|점|콘[택텍]트|나라|박사)?$|다비치안경|으뜸50"),
        (C.BATHHOUSE, r"사우나$|불가마|찜질방|목욕탕$"),
        (C.BILLIARDS, r"당구(?:장|클럽)$"),
        (C.FAST_FOOD, r"^(?:KFC|롯데리아|맥도날드|버거킹|맘스터치|노브랜드버거|써브웨이|서브웨이|프랭크버거)"),
        (C.PIZZA, r"^(?:도미노피자|피자헛|미스터피자|피자스쿨|피자알볼로|파파존스)|피자$"),
        (C.CHICKEN, r"^(?:BBQ|BHC|교촌|굽네|네네치킨|페리카나|처갓집|푸라닭)|치킨$"),
        (C.CAFE, r"^(?:스타벅스|커피빈|이디야|투썸|할리스|메가(?:MGC)?커피|컴포즈|빽다방|폴바셋|엔제리너스|파스쿠찌)"),
        (C.BAKERY, r"^(?:파리바게[뜨트]|뚜레쥬르|던킨|크리스피크림)|베이커리$"),
        (C.CONVENIENCE, r"^(?:GS ?25|지에스25|CU(?![a-z])|씨유|세븐일레븐|이마트24|미니스톱)|편의점$"),
        (C.SUPERMARKET, r"^(?:이마트(?!24)|홈플러스|롯데마트|GS더프레시|롯데슈퍼|하나로마트)"),
        (C.COSMETICS, r"^(?:올리브영|CJ올리브영)"),
        (C.ACADEMY, r"학원$|교습소$|태권도$"),
        (C.HAIR, r"미용실$|헤어(?:샵|숍|살롱)?$|이발소$|이용원$"),
        (C.LAUNDRY, r"세탁소?$|빨래방$|크린토피아"),
        (C.REAL_ESTATE, r"부동산(?:중개)?$|공인중개사(?:사무소)?$"),
        (C.BANK, r"(?:은행|새마을금고|신협)$"),
        (C.OTHER, r"롯데시네마|롯데컬처웍스|메가박스|CGV|씨지브이|세라젬"),
    )
)

_ANY_NAME = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _NAMES), re.IGNORECASE)

_NEIGHBOURS: tuple[frozenset[C], ...] = (
    frozenset({C.CAFE, C.BAKERY, C.SNACK, C.WESTERN}),
    frozenset({C.CHICKEN, C.PUB, C.KOREAN}),
    frozenset({C.PUB, C.KARAOKE}),
    frozenset({C.PC_ROOM, C.CAFE}),
    frozenset({C.CONVENIENCE, C.SUPERMARKET, C.GROCERY}),
    frozenset({C.CLINIC, C.DENTIST, C.ORIENTAL_CLINIC}),
    frozenset({C.HAIR, C.NAIL}),
    frozenset({C.ACADEMY, C.GYM, C.SCHOOL}),
    frozenset({C.BATHHOUSE, C.GYM, C.LODGING}),
)


@lru_cache(maxsize=4096)
def category_of_words(words: str) -> Category | None:
    """The category that a register's words mean ("백반/한정식", "optician", "cafe"); None when it is none of ours."""
    plain = words.strip()
    try:
        return C(plain.lower())
    except ValueError:
        return next((category for category, meaning in _MEANINGS if meaning.search(plain)), None)


def category_of_code(code: str) -> Category | None:
    """The category of a 상권업종 code of either generation, by its longest known beginning."""
    return next((_CODES[code[:length]] for length in range(len(code), 2, -1) if code[:length] in _CODES), None)


@lru_cache(maxsize=100_000)
def category_of_name(name: str) -> Category | None:
    """The category that a store's own name leaves no doubt about ("○○약국", "KFC …"); None for most names."""
    if not _ANY_NAME.search(name):
        return None
    return next((category for category, pattern in _NAMES if pattern.search(name)), None)


def contradict(listed: Category, named: Category) -> bool:
    """Whether a listed category and a name's category cannot both be right; neighbours as café and bakery can."""
    return listed != named and not any({listed, named} <= group for group in _NEIGHBOURS)
