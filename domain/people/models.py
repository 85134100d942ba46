"""People, their hats and sign-ins, and the places hats are valid for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime, state
from domain.kinds import OfficeKind
from domain.people.rules import CodeKind, Right, Role, VendorKind, VendorStatus

KNOWN = "nib <> '' AND status IN ('verified', 'suspended')"


class Village(Model):
    """A desa or kelurahan. Retired ones stay, for the rows that name them."""

    __tablename__ = "village"
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))
    district: Mapped[str] = mapped_column(String(60))
    retired: Mapped[bool] = mapped_column(default=False)


class VillageNeighbour(Model):
    """Two villages that touch, noted both ways round."""

    __tablename__ = "village_neighbour"
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"), primary_key=True)
    neighbour_code: Mapped[str] = mapped_column(ForeignKey("village.code"), primary_key=True)


class Office(Model):
    """An office that buys (OPD, school, city company…)."""

    __tablename__ = "office"
    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[OfficeKind] = mapped_column(state(OfficeKind, "kind"))
    address: Mapped[str] = mapped_column(String(200), default="")
    npwp: Mapped[str] = mapped_column(String(16), default="")
    retired: Mapped[bool] = mapped_column(default=False)


class Vendor(Model):
    """A local business (UMKM). Identifiers are text, kept with their leading zeros, masked on screen.

    `reason` and `since` belong to the status. `bank_changed_at` is set when another account came in force.
    An aggregator lists and delivers for its members. No two verified vendors share a NIB.
    """

    __tablename__ = "vendor"
    __table_args__ = (
        Index(
            "uq_vendor_nib",
            "nib",
            unique=True,
            sqlite_where=text(KNOWN),
            postgresql_where=text(KNOWN),
        ),
        Index("ix_vendor_status_id", "status", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    legal_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[VendorKind] = mapped_column(state(VendorKind, "kind"))
    size_class: Mapped[str] = mapped_column(String(12), default="mikro")
    nib: Mapped[str] = mapped_column(String(13), default="")
    npwp: Mapped[str] = mapped_column(String(16), default="")
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(String(400), default="")
    phone: Mapped[str] = mapped_column(String(16), default="")
    bank_name: Mapped[str] = mapped_column(String(40), default="")
    bank_account: Mapped[str] = mapped_column(String(30), default="")
    bank_holder: Mapped[str] = mapped_column(String(120), default="")
    owner_name: Mapped[str] = mapped_column(String(120), default="")
    owner_position: Mapped[str] = mapped_column(String(60), default="")
    status: Mapped[VendorStatus] = mapped_column(state(VendorStatus, "status"), default=VendorStatus.DRAFT)
    reason: Mapped[str] = mapped_column(String(400), default="")
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    bank_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_aggregator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    village: Mapped[Village] = relationship()
    tax_profiles: Mapped[list["VendorTaxProfile"]] = relationship(order_by="VendorTaxProfile.valid_from")


class VendorTaxProfile(Model):
    """What the tax rules need to know of a vendor, from a day on."""

    __tablename__ = "vendor_tax_profile"
    __table_args__ = (UniqueConstraint("vendor_id", "valid_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    valid_from: Mapped[date]
    is_pkp: Mapped[bool] = mapped_column(default=False)
    has_npwp: Mapped[bool] = mapped_column(default=True)
    certificate_number: Mapped[str] = mapped_column(String(60), default="")
    certificate_until: Mapped[date | None]


class Person(Model):
    """Somebody who signs in, or a farmer somebody files for. `nip`: the number of a civil servant, on papers.

    `salt` makes the journal's digests of this person's words readable only while the row stands.
    """

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("length(name) > 0", name="named"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    nip: Mapped[str] = mapped_column(String(18), default="")
    phone: Mapped[str | None] = mapped_column(String(16), unique=True)
    secret_hash: Mapped[str | None] = mapped_column(String(200))
    salt: Mapped[str] = mapped_column(String(32))
    village_code: Mapped[str | None] = mapped_column(ForeignKey("village.code"), index=True)
    registered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    village: Mapped[Village | None] = relationship()
    hats: Mapped[list["Hat"]] = relationship(
        back_populates="person", foreign_keys="Hat.person_id", order_by="Hat.id"
    )


USUAL_RIGHTS = f"{Right.LISTINGS} {Right.ORDERS}"


class Hat(Model):
    """A role a person may act in: where, from when, until when, by which decree.

    `scope` is a village, vendor or office code, empty when valid everywhere. `valid_to` is the
    first day the hat is no longer valid (half-open). A deputy's hat names the hat it stands in for.
    `rights` are words between spaces; they count for a vendor's staff only.
    """

    __tablename__ = "hat"
    __table_args__ = (
        Index(
            "uq_hat_open",
            "person_id",
            "role",
            "scope",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(state(Role, "role"))
    scope: Mapped[str] = mapped_column(String(24), default="")
    valid_from: Mapped[date] = mapped_column(default=clock.today)
    valid_to: Mapped[date | None]
    decree: Mapped[str] = mapped_column(String(60), default="")
    deputy_for: Mapped[int | None] = mapped_column(ForeignKey("hat.id"))
    rights: Mapped[str] = mapped_column(String(40), default=USUAL_RIGHTS)
    appointed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person] = relationship(back_populates="hats", foreign_keys=[person_id])


class SignIn(Model):
    """One phone signed in. The cookie holds a random id; here stands only its digest.

    `checked_at` is when the second factor was last given on it.
    """

    __tablename__ = "sign_in"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    hat_id: Mapped[int | None] = mapped_column(ForeignKey("hat.id"))
    device: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PaperCode(Model):
    """A single-use code on paper, handed over by a PPL or an admin."""

    __tablename__ = "paper_code"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[CodeKind] = mapped_column(state(CodeKind, "kind"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
