"""One demo purchase as it is told: each method is a step, done by whoever does it in real life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import clock
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.purchases import actions, queries, terms
from domain.purchases.actions.delivering import Arrived
from domain.purchases.claims import Outcome
from domain.purchases.money import actions as money
from domain.purchases.money import queries as ledger
from domain.purchases.money.rules import Channel
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from ops.seed.paths import CLOCKED, Path
from ops.seed.timeline import Event

ASKED, ANSWERED, CHANGED = 92, 96, 98  # percent of the price before
ROADS = {
    PaymentWay.LS: Channel.SP2D,
    PaymentWay.UP: Channel.CMS,
    PaymentWay.GU: Channel.TRANSFER,
    PaymentWay.TU: Channel.TRANSFER,
    PaymentWay.KKPD: Channel.CARD,
}


def named(way: PaymentWay, of: str, day: date) -> dict[str, object]:
    """SPP and SPM of a payment by LS; by the other ways they come later."""
    if way is not PaymentWay.LS:
        return {}
    number = f"{of}/LS/{day.year} (contoh)"
    return {"spp_number": f"SPP-{number}", "spp_on": day, "spm_number": f"SPM-{number}", "spm_on": day}


MARKS = (
    (5, "Cepat dan rapi."),
    (4, ""),
    (5, ""),
    (3, "Barangnya baik, datang agak siang."),
    (4, "Sesuai pesanan."),
)
REASONS = {
    "send_back": "Jumlahnya terlalu banyak untuk satu kali rapat. Kurangi dulu.",
    "reject": "Kegiatannya ditunda, belum perlu dibeli.",
    "decline_offer": "Dengan harga itu kami tidak balik modal.",
    "refuse": "Bahan bakunya sedang kosong.",
    "cancel": "Kegiatan dibatalkan.",
    "contest": "Waktu diserahkan kemasannya masih utuh, ada fotonya.",
    "propose_change": "Kualitas kemasannya diturunkan satu tingkat.",
    "keep": "Bahannya sudah kami beli.",
    "refuse_short": "Kegiatannya tetap memerlukan semuanya.",
    "waive": "Jalan tertutup longsor, bukan kesalahan penjual.",
    "replace": "Kemasan rusak sebelum diserahkan. Penjual mengirim pengganti.",
    "dropped": "Penggantinya tidak ada. Yang rusak dikembalikan dan tidak dibayar.",
    "settle": "Foto surat jalan menunjukkan kemasan utuh waktu diserahkan.",
    "close_short": "Bahan untuk penggantinya belum ada sampai bulan depan.",
    "return_invoice": "Nama kegiatan di tagihan belum sama dengan pesanan.",
}


@dataclass(frozen=True)
class Order:
    """What one purchase buys, decided before the story starts. `wanted` is quantity by listing id."""

    desk: dict[Role, Actor]
    vendor: Actor
    wanted: dict[int, int]
    budget_line_id: int
    payment_way: PaymentWay
    place: str
    external_number: str
    hps: int | None = None


class Story:
    """One purchase as it is told: each method is a step, done by whoever does it in real life."""

    def __init__(self, order: Order):
        self.order, self.code = order, ""

    def events(self, path: Path, at: Sequence[datetime]) -> list[Event]:
        """The steps as events; the clock's own steps open their own write blocks."""
        return [
            Event(moment, actions.run_due, alone=True)
            if step in CLOCKED
            else Event(moment, getattr(self, step))
            for step, moment in zip(path.steps, at, strict=True)
        ]

    def _do(self, verb, role: Role, **how) -> None:
        actor = self.order.vendor if role is Role.VENDOR_OWNER else self.order.desk[role]
        verb(actor, self.code, version=None, **how)

    def draft(self) -> None:
        buyer, order = self.order.desk[Role.PROCURER], self.order
        for listing_id, quantity in order.wanted.items():
            actions.add_to_basket(buyer, listing_id=listing_id, quantity=quantity)
        self.code = actions.draft_purchases(buyer)[0].code
        self.fill(deliver_by=min(clock.today() + timedelta(days=21), date(clock.fiscal_year(), 12, 31)))

    def fill(self, *, deliver_by: date) -> None:
        """Say who pays, where to and until when."""
        order = self.order
        actions.change_draft(
            order.desk[Role.PROCURER],
            self.code,
            version=None,
            budget_line_id=order.budget_line_id,
            deliver_to=order.place,
            deliver_by=deliver_by,
            payment_way=order.payment_way,
            contact="Bagian umum (contoh)",
            contact_phone="+628120000000",
            external_number=order.external_number,
            hps=order.hps,
            hps_source="Survei tiga toko (contoh)" if order.hps else "",
        )

    def submit(self) -> None:
        self._do(actions.submit, Role.PROCURER)

    def offer(self) -> None:
        self._do(actions.offer, Role.PROCURER, prices=self._prices(ASKED), note="Kami beli banyak sekaligus.")

    def counter(self) -> None:
        self._do(actions.counter, Role.VENDOR_OWNER, prices=self._prices(ANSWERED))

    def _prices(self, percent: int) -> list[int]:
        return [line.listed_price * percent // 100 for line in self._lines()]

    def agree_office(self) -> None:
        self._do(actions.agree, Role.PROCURER)

    def agree_vendor(self) -> None:
        self._do(actions.agree, Role.VENDOR_OWNER)

    def decline_offer(self) -> None:
        self._do(actions.decline_offer, Role.VENDOR_OWNER, reason=REASONS["decline_offer"])

    def approve(self) -> None:
        self._do(actions.approve, Role.SIGNER)

    def send_back(self) -> None:
        self._do(actions.send_back, Role.SIGNER, reason=REASONS["send_back"])

    def reject(self) -> None:
        self._do(actions.reject, Role.SIGNER, reason=REASONS["reject"])

    def cancel(self) -> None:
        self._do(actions.cancel, Role.SIGNER, reason=REASONS["cancel"])

    def ask_cancel(self) -> None:
        self._do(actions.ask_cancel, Role.SIGNER, reason=REASONS["cancel"])

    def agree_cancel(self) -> None:
        self._do(actions.agree_cancel, Role.VENDOR_OWNER)

    def accept(self) -> None:
        self._do(actions.accept, Role.VENDOR_OWNER)

    def refuse(self) -> None:
        self._do(actions.refuse, Role.VENDOR_OWNER, reason=REASONS["refuse"])

    def ship(self) -> None:
        self._do(actions.ship, Role.VENDOR_OWNER, quantities=[line.count.may_ship for line in self._lines()])

    def ship_half(self) -> None:
        halves = [(line.quantity + 1) // 2 for line in self._lines()]
        self._do(actions.ship, Role.VENDOR_OWNER, quantities=halves, note="Kiriman pertama")

    def receive(self) -> None:
        self._receive(0)

    def receive_half(self) -> None:
        """One piece of the first line is not good; it comes again with the rest."""
        self._receive(1)

    def _receive(self, bad: int) -> None:
        under_way = [line.count.under_way for line in self._lines()]
        rejected = [min(bad, under_way[0])] + [0] * (len(under_way) - 1)
        arrived = [
            Arrived(count - no, no, "Kemasannya rusak di jalan." if no else "")
            for count, no in zip(under_way, rejected, strict=True)
        ]
        self._do(actions.receive, Role.RECEIVER, arrived=arrived)

    def ship_late(self) -> None:
        self.ship()

    def contest(self) -> None:
        self._do(actions.contest, Role.VENDOR_OWNER, reason=REASONS["contest"])

    def settle(self) -> None:
        admin = Actor(people.wearing(Role.ADMIN)[0].id, Role.ADMIN)
        said = {"outcome": Outcome.ACCEPTED, "reason": REASONS["settle"]}
        actions.settle(admin, self.code, version=None, **said)

    def close_short(self) -> None:
        self._do(actions.close_short, Role.VENDOR_OWNER, reason=REASONS["close_short"])

    def agree_short(self) -> None:
        self._do(actions.agree_short, Role.SIGNER)

    def hand_over(self) -> None:
        self._do(actions.hand_over, Role.SIGNER)

    def invoice(self) -> None:
        number = f"0400{clock.fiscal_year() % 100:02}999{self.code[1:]:0>8}"  # a number no tax office gives
        with_tax = any(tax.code == "ppn" for tax in self._row().taxes)
        self._do(actions.invoice, Role.VENDOR_OWNER, tax_invoice=number if with_tax else "")

    def return_invoice(self) -> None:
        self._do(actions.return_invoice, Role.FINANCE_VERIFIER, reason=REASONS["return_invoice"])

    def verify(self) -> None:
        self._do(actions.verify, Role.FINANCE_VERIFIER)

    def pay(self) -> None:
        proof = f"SP2D-{self.code[1:]}/{clock.fiscal_year()} (contoh)"
        paid = {"amount": terms.next_net(self._row()), "proof_number": proof, "paid_on": clock.today()}
        paid |= named(self._row().payment_way, f"{self.code[1:]}", clock.today())
        self._do(money.pay, Role.TREASURER, channel=ROADS[self._row().payment_way], **paid)
        if int(self.code[1:]) % 6:  # every sixth waits at the treasurer's desk
            self._deposit()

    def _deposit(self) -> None:
        """The withheld taxes, handed in with the payment."""
        treasurer, number = self.order.desk[Role.TREASURER], int(self.code[1:])
        for at, task in enumerate(ledger.deposits_due(treasurer, code=self.code)):
            money.record_deposit(
                treasurer, self.code, tax=task.tax, n=task.n, billing_id=f"{number:09}{task.n:02}{at:04}",
                ntpn=f"CONTOH{number:06}{task.n:02}{at:02}", bupot_number=f"BP-{number:05}-{task.n}{at} (contoh)",
                deposited_on=clock.today(),
            )  # fmt: skip

    def confirm_paid(self) -> None:
        self._do(actions.confirm_paid, Role.VENDOR_OWNER)
        if int(self.code[1:]) % 4:  # every fourth goes without a mark
            self._mark()

    def _mark(self) -> None:
        """The PPK's mark, and the vendor's answer to a low one."""
        number = int(self.code[1:])
        score, words = MARKS[number % len(MARKS)]
        self._do(actions.rate, Role.SIGNER, score=score, words=words)
        if score < 4:
            self._do(
                actions.answer_rating, Role.VENDOR_OWNER, words="Terima kasih, berikutnya kami perbaiki."
            )

    def _row(self):
        return queries.get(self.order.desk[Role.SIGNER], self.code)

    def _lines(self):
        return self._row().lines


class Turning(Story):
    """A purchase that takes one of the rarer turns; one that ran out before its next step stays so."""

    def _do(self, verb, role: Role, **how) -> None:
        if self._row().state is not State.EXPIRED:
            super()._do(verb, role, **how)

    def pass_on(self) -> None:
        """Whoever prepared it is not who may submit it."""
        self._do(actions.pass_on, Role.REQUESTER)

    def withdraw(self) -> None:
        self._do(actions.withdraw, Role.PROCURER)

    def discard(self) -> None:
        self._do(actions.discard, Role.PROCURER)

    def stop(self) -> None:
        self._do(actions.stop, Role.PROCURER)

    def keep(self) -> None:
        self._do(actions.keep, Role.VENDOR_OWNER, reason=REASONS["keep"])

    def resume(self) -> None:
        self._do(actions.resume, Role.SIGNER)

    def propose_change(self) -> None:
        """Two percent cheaper; everything else stays."""
        row = self._row()
        changed = {
            "quantities": [line.quantity for line in row.lines],
            "prices": [line.price * CHANGED // 100 for line in row.lines],
            "deliver_by": row.deliver_by,
            "reason": REASONS["propose_change"],
        }
        self._do(actions.propose_change, Role.SIGNER, **changed)

    def agree_change(self) -> None:
        self._do(actions.agree_change, Role.VENDOR_OWNER)

    def refuse_change(self) -> None:
        self._do(actions.refuse_change, Role.VENDOR_OWNER, reason=REASONS["decline_offer"])

    def drop_change(self) -> None:
        self._do(actions.drop_change, Role.SIGNER)

    def reissue(self) -> None:
        """The same again; what the shelf changed meanwhile is taken over first."""
        buyer = self.order.desk[Role.PROCURER]
        fresh = actions.reissue(buyer, self.code, version=None)
        self.code = fresh.code
        if fresh.state is State.DRAFT:
            actions.refresh_offer(buyer, self.code, version=None)
            self.fill(deliver_by=fresh.deliver_by or clock.today())
            self.submit()

    def refuse_short(self) -> None:
        self._do(actions.refuse_short, Role.SIGNER, reason=REASONS["refuse_short"])

    def waive(self) -> None:
        self._do(actions.waive, Role.SIGNER, reason=REASONS["waive"])

    def settle_anew(self) -> None:
        self._settled(Outcome.REPLACE)

    def settle_dropped(self) -> None:
        self._settled(Outcome.DROPPED)

    def _settled(self, outcome: Outcome) -> None:
        admin = Actor(people.wearing(Role.ADMIN)[0].id, Role.ADMIN)
        actions.settle(admin, self.code, version=None, outcome=outcome, reason=REASONS[outcome.value])
