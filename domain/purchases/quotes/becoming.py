"""What a taken offer becomes: a draft purchase whose price is agreed, with the vendor's word as its round."""

from domain import clock, journal
from domain.budgets import queries as budgets
from domain.catalogue import queries as catalogue
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.money import dotted, rupiah
from domain.people.rules import Actor
from domain.purchases import offers
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.rules import Side
from domain.purchases.quotes.models import QuoteAnswer

UNIT = "paket"


def purchase_from(actor: Actor, chosen: QuoteAnswer) -> Purchase:
    """The draft of an offer: one package at the offered price, the shelf's price beside it."""
    quote = chosen.quote
    assert chosen.valid_until is not None
    assert chosen.answered_by is not None
    purchase = Purchase(
        office_code=quote.office_code, vendor_id=chosen.vendor_id, kind=FulfilmentKind.ORGANISER,
        negotiator_id=actor.person_id, budget_line_id=_budget_line(actor, quote.budget_line_id),
        deliver_to=quote.place, deliver_by=quote.day, rounds=1, agreed_round=1,
    )  # fmt: skip
    db.session.add(purchase)
    db.session.flush()
    purchase.lines.append(_line(chosen))
    prices = [[chosen.listing_id, chosen.listed, chosen.base]]
    db.session.add(
        NegotiationRound(
            purchase_id=purchase.id, n=1, side=Side.VENDOR, by_id=chosen.answered_by, prices=prices,
            base=chosen.base, note=chosen.note, at=chosen.answered_at,
            valid_until=clock.start_of(chosen.valid_until + DAY),
        )
    )  # fmt: skip
    db.session.flush()
    offers.work_out(purchase)
    journal.record(
        actor, "purchase.quoted", purchase.code, vendor=chosen.vendor_id, round=1, prices=[chosen.base],
        base=chosen.base,
    )  # fmt: skip
    return purchase


def _budget_line(actor: Actor, number: int | None) -> int | None:
    """The line named when asking, while it is of this fiscal year."""
    if number is None:
        return None
    return number if budgets.get(actor, number).fiscal_year == clock.fiscal_year() else None


def _line(chosen: QuoteAnswer) -> PurchaseLine:
    quote, seen = chosen.quote, catalogue.version(chosen.listing_id, chosen.listing_version)
    return PurchaseLine(
        position=1, listing_id=chosen.listing_id, listing_version=chosen.listing_version, name=seen.name,
        unit=UNIT, spec=_spec(chosen), object_kind=seen.object_kind, quantity=1, price=chosen.base,
        listed_price=chosen.listed, amount=chosen.base, delivery_fee=0, start_day=quote.day,
        end_day=quote.day + DAY, people=quote.people,
        price_words=f"untuk {quote.people} orang, menurut penawaran",
    )  # fmt: skip


def _spec(chosen: QuoteAnswer) -> str:
    """What was wished for and what the offer consists of, as the Surat Pesanan prints it."""
    parts = [
        f"{each.name}: {dotted(each.quantity)} × {rupiah(each.price)} = {rupiah(each.amount)}"
        for each in chosen.offer_lines
    ]
    return "\n".join([f"Permintaan: {chosen.quote.wishes}", "Rincian penawaran:", *parts])
