"""What a store is, in the few kinds that look and behave differently on a street."""

from enum import StrEnum


class Category(StrEnum):
    CAFE = "cafe"
    BAKERY = "bakery"
    KOREAN = "korean"
    SNACK = "snack"
    CHINESE = "chinese"
    JAPANESE = "japanese"
    WESTERN = "western"
    CHICKEN = "chicken"
    PIZZA = "pizza"
    FAST_FOOD = "fast_food"
    PUB = "pub"
    CONVENIENCE = "convenience"
    SUPERMARKET = "supermarket"
    GROCERY = "grocery"
    PHARMACY = "pharmacy"
    OPTICIAN = "optician"
    HAIR = "hair"
    NAIL = "nail"
    LAUNDRY = "laundry"
    FLORIST = "florist"
    BOOKS = "books"
    STATIONERY = "stationery"
    ART_SUPPLY = "art_supply"
    CLOTHING = "clothing"
    COSMETICS = "cosmetics"
    PHONE = "phone"
    HARDWARE = "hardware"
    PRINT = "print"
    ACADEMY = "academy"
    CLINIC = "clinic"
    DENTIST = "dentist"
    ORIENTAL_CLINIC = "oriental_clinic"
    VET = "vet"
    GYM = "gym"
    KARAOKE = "karaoke"
    PC_ROOM = "pc_room"
    BILLIARDS = "billiards"
    BATHHOUSE = "bathhouse"
    REAL_ESTATE = "real_estate"
    BANK = "bank"
    OFFICE = "office"
    WORKSHOP = "workshop"
    PHOTO_STUDIO = "photo_studio"
    LODGING = "lodging"
    SCHOOL = "school"
    OTHER = "other"


KOREAN_LABELS: dict[Category, str] = {
    Category.CAFE: "카페",
    Category.BAKERY: "제과점",
    Category.KOREAN: "한식",
    Category.SNACK: "분식",
    Category.CHINESE: "중식",
    Category.JAPANESE: "일식",
    Category.WESTERN: "양식",
    Category.CHICKEN: "치킨",
    Category.PIZZA: "피자",
    Category.FAST_FOOD: "패스트푸드",
    Category.PUB: "주점",
    Category.CONVENIENCE: "편의점",
    Category.SUPERMARKET: "마트",
    Category.GROCERY: "식료품",
    Category.PHARMACY: "약국",
    Category.OPTICIAN: "안경점",
    Category.HAIR: "미용실",
    Category.NAIL: "네일숍",
    Category.LAUNDRY: "세탁소",
    Category.FLORIST: "꽃집",
    Category.BOOKS: "서점",
    Category.STATIONERY: "문구점",
    Category.ART_SUPPLY: "화방",
    Category.CLOTHING: "옷가게",
    Category.COSMETICS: "화장품",
    Category.PHONE: "휴대폰",
    Category.HARDWARE: "철물점",
    Category.PRINT: "복사·출력",
    Category.ACADEMY: "학원",
    Category.CLINIC: "의원",
    Category.DENTIST: "치과",
    Category.ORIENTAL_CLINIC: "한의원",
    Category.VET: "동물병원",
    Category.GYM: "체육시설",
    Category.KARAOKE: "노래연습장",
    Category.PC_ROOM: "PC방",
    Category.BILLIARDS: "당구장",
    Category.BATHHOUSE: "목욕탕",
    Category.REAL_ESTATE: "부동산",
    Category.BANK: "은행",
    Category.OFFICE: "사무실",
    Category.WORKSHOP: "공방",
    Category.PHOTO_STUDIO: "사진관",
    Category.LODGING: "숙박",
    Category.SCHOOL: "학교",
    Category.OTHER: "가게",
}
