"""Around a payment: the road, tax deposited once with its numbers, the cash book, sums, drafts, QRIS codes."""

from datetime import timedelta

import pytest

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people.models import VendorTaxProfile
from domain.people.rules import Actor, Role
from domain.purchases.actions.delivering import Arrived
from domain.purchases.money import actions, exports, queries
from domain.purchases.money.models import PaymentChannel
from domain.purchases.money.rules import Channel
from domain.writing import write
from tests.domain.test_qris import payload

NTPN, BILLING = "0123456789ABCDEF", "123456789012345"


def paid(market, quantity=240, *, tax_invoice="", amount=2_955_000) -> str:
    """A purchase of Rp3.000.000 that was paid: PPh 22 of Rp45.000 is withheld."""
    listing = market.sell("Keripik banyak", price=12_500, stock=500)
    code = market.draft(quantity, listing)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[quantity])
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(quantity)])
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code, tax_invoice=tax_invoice)
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    with write():
        actions.pay(
            market.actor(Role.TREASURER), code, channel=Channel.CMS, version=None, amount=amount,
            proof_number="SP2D-1", paid_on=clock.today(),
        )  # fmt: skip
    return code


def deposit(market, code, role=Role.TREASURER, **changed):
    given = {
        "tax": "pph22", "billing_id": BILLING, "ntpn": NTPN, "bupot_number": "BP-1", "deposited_on": clock.today(),
    } | changed  # fmt: skip
    with write():
        return actions.record_deposit(market.actor(role), code, **given)


def test_a_payment_names_its_road(market):
    code = paid(market)
    assert db.session.query(PaymentChannel.channel).scalar() is Channel.CMS
    assert journal.of(code)[-1].event == "payment.channel"


def test_withheld_tax_is_a_task_until_it_is_deposited(market):
    code = paid(market)
    treasurer = market.actor(Role.TREASURER)
    (task,) = queries.deposits_due(treasurer)
    assert (task.code, task.tax, task.amount, task.due) == (code, "pph22", 45_000, clock.today())
    deposit(market, code, ntpn=" 0123-4567-89ab-cdef ")
    assert queries.deposits_due(treasurer) == []
    with pytest.raises(RuleBroken, match="sudah dicatat"):
        deposit(market, code)
    (row,) = queries.cash_book(treasurer, clock.today(), clock.today() + timedelta(1))
    assert (row.gross, row.withheld, row.net, row.ntpn, row.channel) == (
        3_000_000,
        45_000,
        2_955_000,
        NTPN,
        "cms",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ntpn": "123"}, "NTPN"),
        ({"ntpn": "!" * 16}, "NTPN"),
        ({"billing_id": "12"}, "ID billing"),
        ({"bupot_number": " "}, "bukti potong"),
        ({"deposited_on": clock.today() + timedelta(1)}, "Tanggal setor"),
        ({"deposited_on": clock.today() - timedelta(1)}, "Tanggal setor"),
    ],
)
def test_a_deposit_with_a_wrong_number_or_day_is_refused(market, changed, said):
    code = paid(market)
    with pytest.raises(RuleBroken, match=said):
        deposit(market, code, **changed)
    assert len(queries.deposits_due(market.actor(Role.TREASURER))) == 1


def test_only_the_offices_treasurer_records_and_only_what_was_withheld(market):
    code = paid(market)
    for role in (Role.SIGNER, Role.VENDOR_OWNER):
        with pytest.raises(NotVisible):
            deposit(market, code, role)
    with pytest.raises(NotVisible):
        deposit(market, code, tax="ppn")
    stranger = Actor(market.actor(Role.TREASURER).person_id, Role.TREASURER, "SDN-1")
    with pytest.raises(NotVisible), write():
        actions.record_deposit(
            stranger, code, tax="pph22", billing_id=BILLING, ntpn=NTPN, bupot_number="x",
            deposited_on=clock.today(),
        )  # fmt: skip


def test_sums_by_office_vendor_and_etalase_agree_with_the_book(market):
    paid(market)
    treasurer, span = market.actor(Role.TREASURER), (clock.today(), clock.today() + timedelta(1))
    for group in queries.GROUPS:
        (row,) = queries.sums_by(treasurer, group, *span)
        assert (row.count, row.gross, row.withheld, row.net) == (1, 3_000_000, 45_000, 2_955_000)
    assert queries.sums_by(treasurer, "kantor", span[1], span[1] + timedelta(9)) == []


def test_a_month_becomes_a_draft_of_withholding_slips(market):
    paid(market)
    draft = exports.ebupot(market.actor(Role.TREASURER), clock.today(), clock.today() + timedelta(1))
    assert (draft.count, draft.faults) == (1, ())
    for text in (b"<TaxBase>3000000</TaxBase>", b"<Rate>1.5</Rate>", b"22-910-01", b"<SP2DNumber>SP2D-1<"):
        assert text in draft.xml
    with pytest.raises(NotVisible):
        exports.ebupot(market.owner.actor, clock.today(), clock.today() + timedelta(1))


def test_a_pkp_sellers_invoice_is_a_draft_for_them(market):
    """3.000.000 of a PKP: DPP nilai lain 2.750.000, PPN 330.000 (PMK 131/2024 Ps 3)."""
    with write():
        db.session.add(VendorTaxProfile(vendor_id=market.vendor_id, valid_from=clock.today(), is_pkp=True))
    paid(market, tax_invoice="04002600000000001", amount=2_955_000)
    (draft,) = exports.efaktur(market.actor(Role.TREASURER), clock.today(), clock.today() + timedelta(1))
    assert (draft.count, draft.faults) == (1, ())
    assert b"<OtherTaxBase>2750000</OtherTaxBase>" in draft.xml
    assert b"<VAT>330000</VAT>" in draft.xml


def test_an_owner_keeps_a_static_code_and_staff_does_not(market):
    with write():
        kept = actions.keep_qris(market.owner.actor, payload=payload())
        assert kept.nmid == "ID1020000000001"
    with write():
        actions.keep_qris(market.owner.actor, payload=payload(t59="DAPUR BARU"))
    assert queries.qris_of(market.vendor_id).name == "DAPUR BARU"
    staff = Actor(market.owner.actor.person_id, Role.VENDOR_STAFF, str(market.vendor_id))
    with pytest.raises(NotVisible), write():
        actions.keep_qris(staff, payload=payload())
