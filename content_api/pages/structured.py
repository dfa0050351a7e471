"""A store as schema.org JSON-LD, for search engines and assistants."""

from typing import Any

from content_api.menus.schemas import MenuAnswer, MenuItemAnswer, ProductAnswer
from content_api.stores.schemas import StoreAnswer
from district_builder.domain.categories import Category

RESTAURANTS = {
    Category.CAFE: "CafeOrCoffeeShop",
    Category.BAKERY: "Bakery",
    Category.KOREAN: "Restaurant",
    Category.SNACK: "Restaurant",
    Category.CHINESE: "Restaurant",
    Category.JAPANESE: "Restaurant",
    Category.WESTERN: "Restaurant",
    Category.CHICKEN: "Restaurant",
    Category.PIZZA: "Restaurant",
    Category.FAST_FOOD: "FastFoodRestaurant",
    Category.PUB: "BarOrPub",
}
BUSINESSES = {
    Category.CONVENIENCE: "ConvenienceStore",
    Category.SUPERMARKET: "GroceryStore",
    Category.GROCERY: "GroceryStore",
    Category.PHARMACY: "Pharmacy",
    Category.OPTICIAN: "Optician",
    Category.HAIR: "HairSalon",
    Category.NAIL: "NailSalon",
    Category.LAUNDRY: "DryCleaningOrLaundry",
    Category.FLORIST: "Florist",
    Category.BOOKS: "BookStore",
    Category.STATIONERY: "OfficeEquipmentStore",
    Category.CLOTHING: "ClothingStore",
    Category.PHONE: "MobilePhoneStore",
    Category.HARDWARE: "HardwareStore",
    Category.CLINIC: "MedicalClinic",
    Category.DENTIST: "Dentist",
    Category.VET: "VeterinaryCare",
    Category.GYM: "ExerciseGym",
    Category.REAL_ESTATE: "RealEstateAgent",
    Category.BANK: "BankOrCreditUnion",
    Category.LODGING: "LodgingBusiness",
}


def json_ld(
    store: StoreAnswer, menu: MenuAnswer, products: list[ProductAnswer], *, pictures: list[str]
) -> dict[str, Any]:
    """The store as a LocalBusiness or a kind of Restaurant (schema.org 29). Addresses are relative to the page's.

    A menu belongs to places that serve food; a price list of any other store becomes offers.
    """
    is_restaurant = store.category in RESTAURANTS
    kind = RESTAURANTS.get(store.category) or BUSINESSES.get(store.category, "LocalBusiness")
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": f"/s/{store.store_id}",
        "url": f"/s/{store.store_id}",
        "name": f"{store.name} {store.branch}".strip(),
        "address": {"@type": "PostalAddress", "streetAddress": store.address.text, "addressCountry": "KR"},
    }
    if store.description:
        about["description"] = store.description
    if store.phone:
        about["telephone"] = store.phone
    if pictures:
        about["image"] = pictures
    if store.placement is not None:
        door = store.placement.door
        about["geo"] = {"@type": "GeoCoordinates", "latitude": door.lat, "longitude": door.lon}
    if is_restaurant and menu.sections:
        about["hasMenu"] = _menu(menu)
    else:
        listed = [_offer_of("Service", item.name, item.price_won) for each in menu.sections for item in each.items]
        shelf = [_offer_of("Product", product.name, product.price_won) for product in products]
        if listed or shelf:
            about["makesOffer"] = listed + shelf
    return about


def _menu(menu: MenuAnswer) -> dict[str, Any]:
    return {
        "@type": "Menu",
        "inLanguage": "ko",
        "hasMenuSection": [
            {"@type": "MenuSection", "name": section.name, "hasMenuItem": [_item(item) for item in section.items]}
            for section in menu.sections
        ],
    }


def _item(item: MenuItemAnswer) -> dict[str, Any]:
    about: dict[str, Any] = {"@type": "MenuItem", "name": item.name}
    if item.description:
        about["description"] = item.description
    if item.picture:
        about["image"] = item.picture
    if item.price_won is not None:
        about["offers"] = _price(item.price_won)
    return about


def _offer_of(kind: str, name: str, price_won: int | None) -> dict[str, Any]:
    offered = {"itemOffered": {"@type": kind, "name": name}}
    return (_price(price_won) if price_won is not None else {"@type": "Offer"}) | offered


def _price(price_won: int) -> dict[str, Any]:
    return {"@type": "Offer", "price": price_won, "priceCurrency": "KRW"}
