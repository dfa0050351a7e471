"""The first schema: districts, stores and placements, menus and products, photos, builds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "districts",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_ko", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_districts"),
    )
    op.create_table(
        "builds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("build_id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stores", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("tiles", sa.Integer(), nullable=False),
        sa.Column("reused_tiles", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("costs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_builds_district_slug_districts"),
        sa.PrimaryKeyConstraint("number", name="pk_builds"),
    )
    op.create_index("ix_builds_district_slug_number", "builds", ["district_slug", "number"], unique=False)
    op.create_table(
        "ground_plans",
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("lifts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_ground_plans_district_slug_districts"),
        sa.PrimaryKeyConstraint("district_slug", name="pk_ground_plans"),
    )
    op.create_table(
        "notes",
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_notes_district_slug_districts"),
        sa.PrimaryKeyConstraint("district_slug", "stage", "position", name="pk_notes"),
    )
    op.create_table(
        "stores",
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("category_text", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("point_x_metres", sa.Float(), nullable=True),
        sa.Column("point_y_metres", sa.Float(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("hours_text", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("is_illustration", sa.Boolean(), nullable=False),
        sa.Column("origin_file", sa.Text(), nullable=False),
        sa.Column("origin_row", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_stores_district_slug_districts"),
        sa.PrimaryKeyConstraint("store_id", name="pk_stores"),
    )
    op.create_index(
        "ix_stores_district_slug_category_sort_key_store_id",
        "stores",
        ["district_slug", "category", "sort_key", "store_id"],
        unique=False,
    )
    op.create_index(
        "ix_stores_district_slug_sort_key_store_id", "stores", ["district_slug", "sort_key", "store_id"], unique=False
    )
    op.create_table(
        "menus",
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_menus_district_slug_districts"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name="fk_menus_store_id_stores"),
        sa.PrimaryKeyConstraint("store_id", name="pk_menus"),
    )
    op.create_index("ix_menus_district_slug", "menus", ["district_slug"], unique=False)
    op.create_table(
        "photos",
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("corners", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_photos_district_slug_districts"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name="fk_photos_store_id_stores"),
        sa.PrimaryKeyConstraint("district_slug", "position", name="pk_photos"),
    )
    op.create_index("ix_photos_store_id", "photos", ["store_id"], unique=False)
    op.create_table(
        "placements",
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("building_id", sa.String(), nullable=False),
        sa.Column("building_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("storey", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("anchor_lon", sa.Float(), nullable=False),
        sa.Column("anchor_lat", sa.Float(), nullable=False),
        sa.Column("anchor_height_metres", sa.Float(), nullable=False),
        sa.Column("door_lon", sa.Float(), nullable=False),
        sa.Column("door_lat", sa.Float(), nullable=False),
        sa.Column("street", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("along_street_metres", sa.Float(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_placements_district_slug_districts"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name="fk_placements_store_id_stores"),
        sa.PrimaryKeyConstraint("store_id", name="pk_placements"),
    )
    op.create_index(
        "ix_placements_along_streets",
        "placements",
        ["district_slug", "street", "along_street_metres", "storey"],
        unique=False,
    )
    op.create_index(
        "ix_placements_district_slug_building_id", "placements", ["district_slug", "building_id"], unique=False
    )
    op.create_table(
        "products",
        sa.Column("district_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price_won", sa.BigInteger(), nullable=True),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("origin_file", sa.Text(), nullable=False),
        sa.Column("origin_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["district_slug"], ["districts.slug"], name="fk_products_district_slug_districts"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name="fk_products_store_id_stores"),
        sa.PrimaryKeyConstraint("district_slug", "position", name="pk_products"),
    )
    op.create_index("ix_products_store_id_position", "products", ["store_id", "position"], unique=False)
    op.create_table(
        "menu_sections",
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["menus.store_id"], name="fk_menu_sections_store_id_menus"),
        sa.PrimaryKeyConstraint("store_id", "position", name="pk_menu_sections"),
    )
    op.create_table(
        "menu_items",
        sa.Column("store_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("section", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price_won", sa.BigInteger(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("is_signature", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "section"],
            ["menu_sections.store_id", "menu_sections.position"],
            name="fk_menu_items_store_id_section_menu_sections",
        ),
        sa.PrimaryKeyConstraint("store_id", "section", "position", name="pk_menu_items"),
    )


def downgrade() -> None:
    op.drop_table("menu_items")
    op.drop_table("menu_sections")
    op.drop_index("ix_products_store_id_position", table_name="products")
    op.drop_table("products")
    op.drop_index("ix_placements_district_slug_building_id", table_name="placements")
    op.drop_index("ix_placements_along_streets", table_name="placements")
    op.drop_table("placements")
    op.drop_index("ix_photos_store_id", table_name="photos")
    op.drop_table("photos")
    op.drop_index("ix_menus_district_slug", table_name="menus")
    op.drop_table("menus")
    op.drop_index("ix_stores_district_slug_sort_key_store_id", table_name="stores")
    op.drop_index("ix_stores_district_slug_category_sort_key_store_id", table_name="stores")
    op.drop_table("stores")
    op.drop_table("notes")
    op.drop_table("ground_plans")
    op.drop_index("ix_builds_district_slug_number", table_name="builds")
    op.drop_table("builds")
    op.drop_table("districts")
