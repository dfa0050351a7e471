"""What is said of districts and stores that are not there, by every feature that is asked about them."""

from content_api.errors import ContentError, ProblemCode


def unknown_district(slug: str) -> ContentError:
    return ContentError(ProblemCode.DISTRICT_NOT_FOUND, f"‘{slug}’ 동네가 없습니다. 동네 목록에서 골라 주세요.")


def unknown_store() -> ContentError:
    return ContentError(ProblemCode.STORE_NOT_FOUND, "주소를 확인하거나 동네 목록에서 찾아 주세요.")


def gone_store(name: str) -> ContentError:
    return ContentError(ProblemCode.STORE_GONE, f"‘{name}’ 가게는 이제 이 동네의 목록에 없습니다.")
