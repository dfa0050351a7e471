"""Menus and products on the wire. Prices are whole won; null where the source gives none (시가)."""

from datetime import date

from pydantic import BaseModel


class MenuItemAnswer(BaseModel):
    """`picture` is a path on this server or null; `?width=160`, `320` or `640` gives one smaller than 1280."""

    name: str
    price_won: int | None
    description: str
    picture: str | None
    is_signature: bool


class MenuSectionAnswer(BaseModel):
    name: str
    items: list[MenuItemAnswer]


class MenuAnswer(BaseModel):
    """A store's menu; version 0 and no sections where there is none yet."""

    store_id: str
    version: int
    sections: list[MenuSectionAnswer]


class ProductAnswer(BaseModel):
    name: str
    price_won: int | None
    maker: str
    seen_on: date | None


class ProductPage(BaseModel):
    products: list[ProductAnswer]
    next: str | None
