"""Product tables (store, name, price, maker …) -> products."""

from dataclasses import dataclass

from district_builder.domain.notes import BuildNote
from district_builder.domain.stores import Product
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.listed import read_listed
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table
from district_builder.sources.text import read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRows:
    """What a product table gives: every row is a product or is counted in a note."""

    products: tuple[Product, ...]
    notes: tuple[BuildNote, ...]


def read_product_rows(table: Table, dialect: Dialect, names: StoreNames) -> ProductRows:
    """Read a product table; a bad price leaves the product without one, a row without store or name is left out."""
    columns = Columns(dialect, table)
    listed, notes = read_listed(table, columns, names, remark="maker", what="상품")
    products = tuple(
        Product(
            store_id=one.store_id,
            name=one.name,
            price_won=one.price_won,
            maker=one.remark,
            seen_on=read_date(columns.first("seen_on", one.cells)),
            origin=one.origin,
        )
        for one in listed
    )
    return ProductRows(products=products, notes=tuple(notes))
