"""Budgets, numbered papers, baskets and purchases."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0006_purchases"
down_revision = "0005_catalogue"
branch_labels = None
depends_on = None


APPEND_ONLY = ("paper", "paper_file")


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column(
            "kind",
            sa.Enum(
                "surat_pesanan",
                "spk",
                "addendum",
                "ba_negosiasi",
                "surat_jalan",
                "tanda_terima",
                "ba_pemeriksaan",
                "bast",
                "invoice",
                "kuitansi",
                "ba_pembayaran",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("owner", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "owner", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "surat_pesanan",
                "spk",
                "addendum",
                "ba_negosiasi",
                "surat_jalan",
                "tanda_terima",
                "ba_pemeriksaan",
                "bast",
                "invoice",
                "kuitansi",
                "ba_pembayaran",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("owner", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("snapshot_sha256", sa.String(length=64), nullable=False),
        sa.Column("verify_code", sa.String(length=12), nullable=False),
        sa.Column("journal_seq", sa.Integer(), nullable=False),
        sa.Column("journal_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("kind", "owner", "year", "seq", name=op.f("uq_paper_kind_owner_year_seq")),
        sa.UniqueConstraint("verify_code", name=op.f("uq_paper_verify_code")),
    )
    op.create_index(op.f("ix_paper_subject"), "paper", ["subject"], unique=False)
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("dpa_number", sa.String(length=60), nullable=False),
        sa.Column("sub_kegiatan", sa.String(length=40), nullable=False),
        sa.Column("rekening", sa.String(length=40), nullable=False),
        sa.Column("rup_code", sa.String(length=20), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("held + spent <= ceiling", name=op.f("ck_budget_line_ceiling")),
        sa.CheckConstraint("held >= 0", name=op.f("ck_budget_line_held")),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_budget_line_spent")),
        sa.ForeignKeyConstraint(
            ["office_code"], ["office.code"], name=op.f("fk_budget_line_office_code_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index(
        "ix_budget_line_office_code_fiscal_year", "budget_line", ["office_code", "fiscal_year"], unique=False
    )
    op.create_table(
        "paper_file",
        sa.Column("paper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_file_paper_id_paper")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_file")),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "product",
                "rental",
                "organiser",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "awaiting_approval",
                "returned",
                "issued",
                "accepted",
                "in_fulfilment",
                "received",
                "handed_over",
                "invoiced",
                "verified",
                "paid",
                "done",
                "expired",
                "cancelled",
                "declined",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=2), nullable=False),
        sa.Column("lane_rule", sa.String(length=16), nullable=True),
        sa.Column("form_rule", sa.String(length=16), nullable=True),
        sa.Column(
            "payment_way",
            sa.Enum(
                "ls",
                "up",
                "gu",
                "tu",
                "kkpd",
                name="payment_way",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("external_number", sa.String(length=40), nullable=False),
        sa.Column("kpa_decree", sa.String(length=60), nullable=False),
        sa.Column("negotiator_id", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("payer_id", sa.Integer(), nullable=True),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("added_tax", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("deliver_to", sa.String(length=200), nullable=False),
        sa.Column("deliver_by", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("tax_invoice", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("reserved_until", UtcDateTime(), nullable=True),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("accept_by", UtcDateTime(), nullable=True),
        sa.Column("handed_over_at", UtcDateTime(), nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "negotiator_id <> signer_id OR kpa_decree <> ''", name=op.f("ck_purchase_negotiator_not_signer")
        ),
        sa.CheckConstraint(
            "base >= 0 AND total >= 0 AND withheld >= 0 AND net >= 0", name=op.f("ck_purchase_amounts")
        ),
        sa.CheckConstraint("receiver_id <> negotiator_id", name=op.f("ck_purchase_receiver_not_negotiator")),
        sa.CheckConstraint("signer_id <> payer_id", name=op.f("ck_purchase_signer_not_payer")),
        sa.CheckConstraint("verifier_id <> payer_id", name=op.f("ck_purchase_verifier_not_payer")),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_purchase_budget_line_id_budget_line")
        ),
        sa.ForeignKeyConstraint(["form_rule"], ["rule_row.id"], name=op.f("fk_purchase_form_rule_rule_row")),
        sa.ForeignKeyConstraint(["lane_rule"], ["rule_row.id"], name=op.f("fk_purchase_lane_rule_rule_row")),
        sa.ForeignKeyConstraint(
            ["negotiator_id"], ["person.id"], name=op.f("fk_purchase_negotiator_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["office_code"], ["office.code"], name=op.f("fk_purchase_office_code_office")
        ),
        sa.ForeignKeyConstraint(["payer_id"], ["person.id"], name=op.f("fk_purchase_payer_id_person")),
        sa.ForeignKeyConstraint(["receiver_id"], ["person.id"], name=op.f("fk_purchase_receiver_id_person")),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_purchase_signer_id_person")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_purchase_vendor_id_vendor")),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_purchase_verifier_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
    )
    op.create_index(op.f("ix_purchase_budget_line_id"), "purchase", ["budget_line_id"], unique=False)
    op.create_index(op.f("ix_purchase_negotiator_id"), "purchase", ["negotiator_id"], unique=False)
    op.create_index("ix_purchase_office_code_state", "purchase", ["office_code", "state"], unique=False)
    op.create_index("ix_purchase_vendor_id_state", "purchase", ["vendor_id", "state"], unique=False)
    op.create_table(
        "basket_line",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price_seen", sa.BigInteger(), nullable=False),
        sa.Column("version_seen", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_basket_line_quantity")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_basket_line_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_basket_line_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "listing_id", name=op.f("pk_basket_line")),
    )
    op.create_table(
        "payment",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "ls",
                "up",
                "gu",
                "tu",
                "kkpd",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proof_number", sa.String(length=60), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("paid_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("gross = withheld + net", name=op.f("ck_payment_sum")),
        sa.ForeignKeyConstraint(["paid_by"], ["person.id"], name=op.f("fk_payment_paid_by_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_payment_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_payment")),
    )
    op.create_table(
        "purchase_tax",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("dpp_other", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column(
            "collected_by",
            sa.Enum(
                "treasurer",
                "vendor",
                "marketplace",
                name="collected_by",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.Column("rule_ids", sa.JSON(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_tax_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "code", name=op.f("pk_purchase_tax")),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_receipt_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["person.id"], name=op.f("fk_receipt_received_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("purchase_id", "n", name=op.f("uq_receipt_purchase_id_n")),
    )
    op.create_table(
        "shipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("shipped_by", sa.Integer(), nullable=False),
        sa.Column("shipped_at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_shipment_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(["shipped_by"], ["person.id"], name=op.f("fk_shipment_shipped_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("purchase_id", "n", name=op.f("uq_shipment_purchase_id_n")),
    )
    op.create_table(
        "purchase_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("listing_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column(
            "object_kind",
            sa.Enum(
                "goods",
                "movable_rent",
                "building_rent",
                "service",
                "catering",
                name="object_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("shipped", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint("accepted + rejected <= shipped", name=op.f("ck_purchase_line_arrived")),
        sa.CheckConstraint(
            "accepted >= 0 AND rejected >= 0 AND shipped >= 0", name=op.f("ck_purchase_line_counted")
        ),
        sa.CheckConstraint("amount = quantity * price", name=op.f("ck_purchase_line_amount")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_purchase_line_quantity")),
        sa.CheckConstraint("shipped - rejected <= quantity", name=op.f("ck_purchase_line_shipped")),
        sa.ForeignKeyConstraint(
            ["listing_id", "listing_version"],
            ["listing_version.listing_id", "listing_version.n"],
            name=op.f("fk_purchase_line_listing_id_listing_version_listing_version"),
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_line_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_line")),
        sa.UniqueConstraint(
            "purchase_id", "listing_id", name=op.f("uq_purchase_line_purchase_id_listing_id")
        ),
    )
    op.create_index(op.f("ix_purchase_line_purchase_id"), "purchase_line", ["purchase_id"], unique=False)
    op.create_table(
        "receipt_line",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=200), nullable=False),
        sa.CheckConstraint("accepted >= 0 AND rejected >= 0", name=op.f("ck_receipt_line_counted")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_line.id"], name=op.f("fk_receipt_line_line_id_purchase_line")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_line_receipt_id_receipt")
        ),
        sa.PrimaryKeyConstraint("receipt_id", "line_id", name=op.f("pk_receipt_line")),
    )
    op.create_table(
        "shipment_line",
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_shipment_line_quantity")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_line.id"], name=op.f("fk_shipment_line_line_id_purchase_line")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipment.id"], name=op.f("fk_shipment_line_shipment_id_shipment")
        ),
        sa.PrimaryKeyConstraint("shipment_id", "line_id", name=op.f("pk_shipment_line")),
    )
    for table in APPEND_ONLY:
        make_append_only(table)


def downgrade() -> None:
    op.drop_table("shipment_line")
    op.drop_table("receipt_line")
    op.drop_index(op.f("ix_purchase_line_purchase_id"), table_name="purchase_line")
    op.drop_table("purchase_line")
    op.drop_table("shipment")
    op.drop_table("receipt")
    op.drop_table("purchase_tax")
    op.drop_table("payment")
    op.drop_table("basket_line")
    op.drop_index("ix_purchase_vendor_id_state", table_name="purchase")
    op.drop_index("ix_purchase_office_code_state", table_name="purchase")
    op.drop_index(op.f("ix_purchase_negotiator_id"), table_name="purchase")
    op.drop_index(op.f("ix_purchase_budget_line_id"), table_name="purchase")
    op.drop_table("purchase")
    op.drop_table("paper_file")
    op.drop_index("ix_budget_line_office_code_fiscal_year", table_name="budget_line")
    op.drop_table("budget_line")
    op.drop_index(op.f("ix_paper_subject"), table_name="paper")
    op.drop_table("paper")
    op.drop_table("number_series")
    for table in APPEND_ONLY:
        drop_append_only_function(table)
