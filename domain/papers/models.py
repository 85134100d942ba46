"""Numbered papers: the series, what was issued (a canonical snapshot), and the sealed PDF beside it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime, append_only, state
from domain.papers.rules import PaperKind, VoidReason
from domain.people.models import Person


class NumberSeries(Model):
    """The last number given in a series: one per kind, owner (office or vendor) and fiscal year."""

    __tablename__ = "number_series"
    kind: Mapped[PaperKind] = mapped_column(state(PaperKind, "kind"), primary_key=True)
    owner: Mapped[str] = mapped_column(String(24), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_seq: Mapped[int]
    last_date: Mapped[date]


class Paper(Model):
    """An issued paper. Never changed: it is what was signed. `snapshot` is canonical JSON.

    `subject` is the code of what it is about (a purchase). `journal_seq` and `journal_hash` are the
    head of the journal when it was issued, printed on it.
    """

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("kind", "owner", "year", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PaperKind] = mapped_column(state(PaperKind, "kind"))
    owner: Mapped[str] = mapped_column(String(24))
    year: Mapped[int]
    seq: Mapped[int]
    number: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(40), index=True)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    snapshot: Mapped[str] = mapped_column(Text, deferred=True)
    snapshot_sha256: Mapped[str] = mapped_column(String(64))
    verify_code: Mapped[str] = mapped_column(String(12), unique=True)
    journal_seq: Mapped[int]
    journal_hash: Mapped[str] = mapped_column(String(64))
    file: Mapped["PaperFile | None"] = relationship(back_populates="paper")
    voided: Mapped["PaperVoid | None"] = relationship()
    trouble: Mapped["PaperTrouble | None"] = relationship()


class PaperFile(Model):
    """The PDF as first rendered: these bytes are handed out for ever."""

    __tablename__ = "paper_file"
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True, autoincrement=False)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    paper: Mapped[Paper] = relationship(back_populates="file")


class PaperVoid(Model):
    """A paper that is in force no longer, since when and why. Kept beside it: the paper itself never changes.

    `note` is what was said to the other side, in somebody's own words: for the two parties, never for the
    public check page.
    """

    __tablename__ = "paper_void"
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True, autoincrement=False)
    why: Mapped[VoidReason] = mapped_column(state(VoidReason, "why"))
    note: Mapped[str] = mapped_column(String(400), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Copy(Model):
    """A PDF from outside kept beside a paper: the hash it lies under, its size in bytes, who brought it, in which hat."""

    __abstract__ = True
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    hat: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @declared_attr
    @classmethod
    def person(cls) -> Mapped[Person]:
        return relationship()


class SignedCopy(Copy):
    """A paper as signed outside."""

    __tablename__ = "signed_copy"


class TaxInvoiceCopy(Copy):
    """The faktur pajak of a bill, as the seller made it in Coretax; the paper is the bill."""

    __tablename__ = "tax_invoice_copy"


class PaperTrouble(Model):
    """A paper whose PDF could not be made: how often it was tried, and when it is tried again."""

    __tablename__ = "paper_trouble"
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True, autoincrement=False)
    attempts: Mapped[int]
    error: Mapped[str] = mapped_column(String(80))
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


append_only(Paper.__table__)  # type: ignore[arg-type]
append_only(PaperFile.__table__)  # type: ignore[arg-type]
append_only(PaperVoid.__table__)  # type: ignore[arg-type]
append_only(SignedCopy.__table__)  # type: ignore[arg-type]
append_only(TaxInvoiceCopy.__table__)  # type: ignore[arg-type]
