"""Is the file complete? What a purchase should have on file by now, and what it has."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from domain import clock, region
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.papers import queries as papers
from domain.papers import signed
from domain.papers.models import Paper, TaxInvoiceCopy
from domain.papers.rules import INTERNAL, ORDERS, TITLES, PaperKind
from domain.people.rules import Actor
from domain.purchases import milestones, queries
from domain.purchases.asking_papers import count_sources
from domain.purchases.models import Purchase, Receipt
from domain.purchases.money.models import PaymentWarrant, TaxDeposit
from domain.purchases.money.parts import parts_of
from domain.purchases.money.rules import INCOME_TAXES
from domain.purchases.states import State, steps
from domain.sentences import say
from domain.tax.model import CollectedBy, PaymentWay
from domain.tax.reasons import NAMES

# a paper, and the state from which it must be there
DUE = (
    (PaperKind.SURAT_PESANAN, State.ISSUED),
    (PaperKind.SURAT_JALAN, State.RECEIVED),
    (PaperKind.TANDA_TERIMA, State.RECEIVED),
    (PaperKind.BA_PEMERIKSAAN, State.RECEIVED),
    (PaperKind.BAST, State.HANDED_OVER),
    (PaperKind.INVOICE, State.INVOICED),
    (PaperKind.KUITANSI, State.PAID),
    (PaperKind.BA_PEMBAYARAN, State.PAID),
)


ARRIVED = frozenset({PaperKind.SURAT_JALAN, PaperKind.TANDA_TERIMA, PaperKind.BA_PEMERIKSAAN})
DUE_OF = {
    FulfilmentKind.RENTAL: (
        DUE[0],
        (PaperKind.TANDA_TERIMA, State.IN_USE),
        (PaperKind.BA_PEMERIKSAAN, State.RECEIVED),
        *DUE[4:],
    ),
    FulfilmentKind.ORGANISER: (DUE[0], *DUE[4:]),
}


class Item(NamedTuple):
    """One thing of the file: there or missing, and its number or what to do."""

    title: str
    there: bool
    note: str


class CaseFile(NamedTuple):
    code: str
    vendor: str
    items: tuple[Item, ...]

    @property
    def missing(self) -> int:
        return len(self.items) - self.have

    @property
    def have(self) -> int:
        return sum(item.there for item in self.items)


def case_file(actor: Actor, code: str) -> CaseFile:
    """What the file of a purchase holds, measured by the state it stands in. Raises NotVisible."""
    return file_of(queries.whole(actor, code))


def file_of(purchase: Purchase) -> CaseFile:
    """The same for a purchase at hand, fetched whole."""
    issued = papers.of(purchase.code)
    items = [
        *_request(purchase), *_papers(purchase, issued), *_tax_invoices(purchase, issued),
        *_compared(purchase, issued), *_photos(purchase), *_money(purchase),
    ]  # fmt: skip
    return CaseFile(purchase.code, purchase.vendor.legal_name, tuple(items))


def _request(purchase: Purchase) -> list[Item]:
    line = purchase.budget_line
    items = [
        Item(
            say("Mata anggaran (DPA)"),
            line is not None,
            line.name if line else say("Pilih di isian pesanan."),
        ),
        Item(
            say("Kode RUP"),
            bool(line and line.rup_code),
            line.rup_code if line and line.rup_code else say("Lengkapi di DPA."),
        ),
    ]
    if purchase.external_number:
        items.append(Item(say("Nomor paket SPSE"), True, purchase.external_number))
    return items


def _papers(purchase: Purchase, found: Sequence[Paper]) -> list[Item]:
    """Only what is due by now. Orders that do not ship have no delivery papers."""
    passed = _passed(purchase.state, purchase.kind)
    issued = {_slot(paper.kind): paper for paper in found}
    shipped = any(line.shipped for line in purchase.lines)
    items = []
    due = DUE_OF.get(purchase.kind, DUE)
    due = (*((kind, State.AWAITING_APPROVAL) for kind in PaperKind if kind in INTERNAL & set(issued)), *due)
    if purchase.agreed_round:
        due = ((PaperKind.BA_NEGOSIASI, State.AWAITING_APPROVAL), *due)
    for kind, state in due:
        needs_goods = purchase.kind is FulfilmentKind.PRODUCT and kind in ARRIVED
        if kind not in issued and (state not in passed or (needs_goods and not shipped)):
            continue
        paper = issued.get(kind)
        note = (
            f"{paper.number}{'' if paper.file else say(', PDF sedang dibuat')}"
            if paper
            else say("Belum terbit.")
        )
        title = TITLES[paper.kind if paper else kind]
        items.append(Item(title, paper is not None and paper.file is not None, note))
    return items


def _tax_invoices(purchase: Purchase, issued: Sequence[Paper]) -> list[Item]:
    """Where PPN is collected: the number of the faktur pajak, and the PDF of each bill in force."""
    bills = [each for each in issued if each.kind is PaperKind.INVOICE and not each.voided]
    if not any(tax.code == "ppn" for tax in purchase.taxes):
        return []
    items = []
    if State.INVOICED in _passed(purchase.state, purchase.kind):
        number = purchase.tax_invoice
        items.append(Item(say("Faktur pajak"), bool(number), number or say("Minta ke penjual.")))
    kept = {paper.id for paper, _copy in signed.of(purchase.code, TaxInvoiceCopy)}
    for n, bill in enumerate(bills, 1):
        title = say("PDF faktur pajak ke-{n}", n=n) if len(bills) > 1 else say("PDF faktur pajak")
        there = bill.id in kept
        note = bill.number if there else say("Simpan di surat Tagihan {number}.", number=bill.number)
        items.append(Item(title, there, note))
    return items


def _compared(purchase: Purchase, issued: Sequence[Paper]) -> list[Item]:
    """Enough sources of prices, where the dated rule asked for them when the order was asked."""
    asked = (each for each in reversed(issued) if each.kind is PaperKind.REFERENSI_HARGA and not each.voided)
    paper = next(asked, None)
    rule = region.current().thresholds_on(paper.issued_on).get("compare_vendors") if paper else None
    if paper is None or rule is None:
        return []
    count = count_sources(papers.says(papers.get(purchase.code, paper.id)))
    note = say("{count} dari paling sedikit {least}", count=count, least=int(rule.value))
    return [Item(say("Pembanding harga"), count >= rule.value, note)]


def _slot(kind: PaperKind) -> PaperKind:
    """An SPK stands where a Surat Pesanan is asked for."""
    return PaperKind.SURAT_PESANAN if kind in ORDERS else kind


def _photos(purchase: Purchase) -> list[Item]:
    """A photo of what came, where the region's dated rule asks for one."""
    rule = region.current().thresholds_on(clock.local(purchase.created_at).date()).get("photo_above")
    came = select(Receipt.photo_key).where(Receipt.purchase_id == purchase.id)
    photos = db.session.scalars(came).all() if rule and purchase.total > rule.value else []
    if not photos:
        return []
    count = sum(key is not None for key in photos)
    note = f"{count} foto" if count else say("Belum difoto waktu datang.")
    return [Item(say("Foto barang datang"), count > 0, note)]


def _money(purchase: Purchase) -> list[Item]:
    """Proof of each payment that was made, and of the taxes it withheld."""
    made = milestones.payments_of(purchase)
    if not made and purchase.payment is None:
        return []
    kept = select(TaxDeposit).where(TaxDeposit.purchase_id == purchase.id)
    deposits = {(row.code, row.n): row for row in db.session.scalars(kept)}
    proofs = {each.n: each.proof_number for each in made} or {0: purchase.payment.proof_number}  # type: ignore[union-attr]
    shares = parts_of((purchase, n) for n in proofs)
    named = select(PaymentWarrant).where(PaymentWarrant.purchase_id == purchase.id)
    warrants = {row.n: row for row in db.session.scalars(named)}
    items = []
    for n, proof in proofs.items():
        which = say(" ke-{n}", n=n) if n else ""
        items.append(Item(say("Bukti bayar{which}", which=which), bool(proof), proof))
        warrant = warrants.get(n)
        if warrant or purchase.payment_way is PaymentWay.LS:
            note = (
                f"{warrant.spp_number}, {warrant.spm_number}" if warrant else say("Catat dari buku pembantu.")
            )
            items.append(Item(say("SPP dan SPM{which}", which=which), warrant is not None, note))
        for tax in purchase.taxes:
            if tax.collected_by is CollectedBy.TREASURER and shares[purchase.id, n].taxes.get(tax.code):
                row = deposits.get((tax.code, n)) or deposits.get((tax.code, 0))
                items += _handed_in(tax.code, row, which)
    return items


def _handed_in(tax: str, row: TaxDeposit | None, which: str) -> list[Item]:
    name = NAMES[tax]
    items = [
        Item(
            say("Setoran {code}{which}", code=name, which=which),
            row is not None,
            row.ntpn if row else say("Catat NTPN-nya."),
        )
    ]
    if tax in INCOME_TAXES:
        number = row.bupot_number if row else ""
        title = say("Bukti potong {code}{which}", code=name, which=which)
        items.append(Item(title, bool(number), number or say("Terbitkan di Coretax.")))
    return items


def _passed(state: State, kind: FulfilmentKind) -> frozenset[State]:
    """The states of the spine this one lies behind, itself included."""
    try:
        return frozenset(steps(state, kind)[0])
    except ValueError:  # ended beside the spine: what was issued is listed, nothing more is due
        return frozenset()
