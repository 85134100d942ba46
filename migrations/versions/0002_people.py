"""People, hats, sign-ins, places."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0002_people"
down_revision = "0001_journal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "village",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("district", sa.String(length=60), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_village")),
    )
    op.create_table(
        "village_neighbour",
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("neighbour_code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbour_code"], ["village.code"], name=op.f("fk_village_neighbour_neighbour_code_village")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_village_neighbour_village_code_village")
        ),
        sa.PrimaryKeyConstraint("village_code", "neighbour_code", name=op.f("pk_village_neighbour")),
    )
    op.create_table(
        "office",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opd",
                "sekolah",
                "bumd",
                "vertikal",
                "lain",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("npwp", sa.String(length=16), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_office")),
    )
    op.create_table(
        "vendor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legal_name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("perorangan", "badan", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("size_class", sa.String(length=12), nullable=False),
        sa.Column("nib", sa.String(length=13), nullable=False),
        sa.Column("npwp", sa.String(length=16), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=400), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=False),
        sa.Column("bank_name", sa.String(length=40), nullable=False),
        sa.Column("bank_account", sa.String(length=30), nullable=False),
        sa.Column("bank_holder", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "verified",
                "returned",
                "suspended",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_vendor_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor")),
    )
    op.create_index(op.f("ix_vendor_village_code"), "vendor", ["village_code"], unique=False)
    op.create_table(
        "vendor_tax_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("is_pkp", sa.Boolean(), nullable=False),
        sa.Column("has_npwp", sa.Boolean(), nullable=False),
        sa.Column("certificate_number", sa.String(length=60), nullable=False),
        sa.Column("certificate_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_tax_profile_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_tax_profile")),
        sa.UniqueConstraint(
            "vendor_id", "valid_from", name=op.f("uq_vendor_tax_profile_vendor_id_valid_from")
        ),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("secret_hash", sa.String(length=200), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=True),
        sa.Column("registered_by", sa.Integer(), nullable=True),
        sa.Column("blocked_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_person_named")),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["person.id"], name=op.f("fk_person_registered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_person_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("phone", name=op.f("uq_person_phone")),
    )
    op.create_index(op.f("ix_person_village_code"), "person", ["village_code"], unique=False)
    op.create_table(
        "hat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "public",
                "system",
                "farmer",
                "officer",
                "expert",
                "coordinator",
                "vendor_owner",
                "vendor_staff",
                "requester",
                "procurer",
                "signer",
                "receiver",
                "finance_verifier",
                "treasurer",
                "admin",
                "auditor",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("scope", sa.String(length=24), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("decree", sa.String(length=60), nullable=False),
        sa.Column("deputy_for", sa.Integer(), nullable=True),
        sa.Column("appointed_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_hat_period")),
        sa.ForeignKeyConstraint(["appointed_by"], ["person.id"], name=op.f("fk_hat_appointed_by_person")),
        sa.ForeignKeyConstraint(["deputy_for"], ["hat.id"], name=op.f("fk_hat_deputy_for_hat")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hat")),
    )
    op.create_index(op.f("ix_hat_person_id"), "hat", ["person_id"], unique=False)
    op.create_index(
        "uq_hat_open",
        "hat",
        ["person_id", "role", "scope"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hat_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["hat_id"], ["hat.id"], name=op.f("fk_sign_in_hat_id_hat")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "paper_code",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("new_pin", "claim", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_paper_code_issued_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_code_person_id_person")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_paper_code")),
    )
    op.create_index(op.f("ix_paper_code_person_id"), "paper_code", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("paper_code")
    op.drop_table("sign_in")
    op.drop_table("hat")
    op.drop_table("person")
    op.drop_table("vendor_tax_profile")
    op.drop_table("vendor")
    op.drop_table("office")
    op.drop_table("village_neighbour")
    op.drop_table("village")
