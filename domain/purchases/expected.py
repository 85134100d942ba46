"""Which taxes an order of a thing would take: said on its page, decided by the rule that takes them."""

from domain import clock, region
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import ObjectKind
from domain.people.models import Vendor
from domain.purchases.offers import ROUNDING, practice, vendor_tax
from domain.sentences import joined, say
from domain.tax.model import ADDED, CollectedBy, PaymentWay, Regime, TaxableLine
from domain.tax.reasons import NAMES
from domain.tax.rules import assess

LARGE = 1_000_000_000  # rupiah, above every limit: all taxes that may come


def tax_words(vendor_id: int, object_kind: ObjectKind) -> str:
    """What is added to the price of such a thing, what is kept back from its payment, in a sentence or two."""
    vendor, today = db.session.get_one(Vendor, vendor_id), clock.today()
    try:
        result = assess(
            [TaxableLine(LARGE, object_kind)], vendor_tax(vendor, today), payment_way=PaymentWay.LS,
            regime=Regime.TREASURER, on=today, rates=region.current().rates_on(today),
            income_tax_rounding=ROUNDING[region.current().taxing_on(today).pph_rounding],
            practice=practice(today),
        )  # fmt: skip
    except RuleBroken as broken:
        return broken.message
    added = [NAMES[tax.code] for tax in result.lines if tax.code in ADDED]
    inside = any(tax.code == "pbjt_inside" for tax in result.lines)
    kept = [
        NAMES[tax.code]
        for tax in result.lines
        if tax.code not in ADDED and tax.collected_by is CollectedBy.TREASURER
    ]
    first = (
        say("Ditambah {added} saat pesanan dibuat.", added=joined(say(" dan "), added))
        if added
        else say("Tanpa PPN.")
    )
    if inside:
        first = say("PBJT makanan sudah di dalam harga, tanpa PPN.")
    if not kept:
        return first
    from_limit = say(", bila nilainya di atas batas") if kept == [NAMES["pph22"]] else ""
    return say(
        "{first} {kept} dipotong bendahara dari pembayaran{from_limit}.",
        first=first,
        kept=joined(say(" dan "), kept),
        from_limit=from_limit,
    )
