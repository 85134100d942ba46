"""Rows of packages: what one version of an organiser's listing said."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.catalogue.packages.rules import CancelFee, Milestone, Package
from domain.db import Model, append_only

PLAIN = (
    "people_from", "people_to", "hours", "inclusions", "per_person", "venue", "crew", "rundown", "reschedule_days",
)  # fmt: skip


class PackageTerms(Model):
    """See `rules.Package`. Milestones are [name, deliverable, weight, days], fees [days, percent]. Only added to."""

    __tablename__ = "package_terms"
    __table_args__ = (
        ForeignKeyConstraint(["listing_id", "n"], ["listing_version.listing_id", "listing_version.n"]),
        CheckConstraint("1 <= people_from AND people_from <= people_to", name="people"),
    )
    listing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people_from: Mapped[int]
    people_to: Mapped[int]
    hours: Mapped[int]
    inclusions: Mapped[str] = mapped_column(Text)
    per_person: Mapped[bool]
    venue: Mapped[str] = mapped_column(Text)
    crew: Mapped[int]
    rundown: Mapped[str] = mapped_column(Text)
    reschedule_days: Mapped[int]
    milestones: Mapped[list[Any]] = mapped_column(JSON)
    cancel_fees: Mapped[list[Any]] = mapped_column(JSON)

    @property
    def package(self) -> Package:
        return Package(
            **{name: getattr(self, name) for name in PLAIN},
            milestones=tuple(Milestone(*each) for each in self.milestones),
            cancel_fees=tuple(CancelFee(*each) for each in self.cancel_fees),
        )


append_only(PackageTerms.__table__)  # type: ignore[arg-type]
