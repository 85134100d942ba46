"""SPP and SPM of a payment: their shape, their order of days by the way of paying, on papers, book and file."""

from datetime import date, timedelta

import pytest

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.papers.sheets import sheet_of
from domain.people.rules import Role
from domain.purchases import queries as purchases
from domain.purchases import terms, warrants
from domain.purchases.audit.completeness import case_file
from domain.purchases.audit.verify import verify
from domain.purchases.money import actions, queries
from domain.purchases.money.rules import Channel
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.domain.test_in_parts import accepted, bill, pkp, send
from tests.domain.test_money_actions import paid
from tests.domain.test_orders_verify import unguarded

DAY = date(2026, 11, 20)
GOOD = {
    "spp_number": "00012/SPP LS/DKK (GU)/XI/2026", "spp_on": DAY, "spm_number": "00012/SPM-LS/DKK/XI/2026", "spm_on": DAY,
}  # fmt: skip


def read(way=PaymentWay.LS, paid_on=DAY, today=DAY, **changed):
    return warrants.read(way, paid_on=paid_on, today=today, **(GOOD | changed))


def name_warrant(market, code):
    today = clock.today()
    with write():
        actions.record_warrant(
            market.actor(Role.TREASURER), code, **(GOOD | {"spp_on": today, "spm_on": today})
        )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"spp_number": " "}, "spp_number"),
        ({"spm_number": "<b>1</b>"}, "spm_number"),
        ({"spm_number": "tanpa angka"}, "spm_number"),
        ({"spp_number": "=1+1"}, "spp_number"),
        ({"spp_number": "9" * 61}, "spp_number"),
        ({"spp_number": "١٢٣"}, "spp_number"),
        ({"spm_number": GOOD["spp_number"].lower()}, "spm_number"),
        ({"spp_on": None}, "spp_on"),
        ({"spm_on": DAY - timedelta(1)}, "spm_on"),
        ({"spm_on": DAY + timedelta(1)}, "spm_on"),
    ],
)
def test_what_is_refused_names_its_field(changed, field):
    with pytest.raises(RuleBroken) as refused:
        read(**changed)
    assert refused.value.field == field


def test_ls_has_its_spm_before_the_money_the_other_ways_may_have_it_after():
    later = {"spp_on": DAY + timedelta(3), "spm_on": DAY + timedelta(4), "today": DAY + timedelta(9)}
    with pytest.raises(RuleBroken, match="Untuk LS"):
        read(**later)
    for way in (PaymentWay.UP, PaymentWay.GU, PaymentWay.TU, PaymentWay.KKPD):
        assert read(way, **later).spm_on == DAY + timedelta(4)


def test_a_payment_made_without_is_named_later_and_once(market):
    code = paid(market)
    treasurer, today = market.actor(Role.TREASURER), clock.today()

    def wanting():
        return [each for each in case_file(treasurer, code).items if each.title == "SPP dan SPM"]

    assert [each.there for each in wanting()] == [False]
    typed = GOOD | {"spp_on": today, "spm_on": today}
    with pytest.raises(NotVisible), write():
        actions.record_warrant(market.actor(Role.SIGNER), code, **typed)
    with pytest.raises(NotVisible), write():
        actions.record_warrant(treasurer, code, n=7, **typed)
    with write():
        actions.record_warrant(treasurer, code, **typed)
    with pytest.raises(RuleBroken, match="sudah dicatat"), write():
        actions.record_warrant(treasurer, code, **typed)
    assert [each.there for each in wanting()] == [True]
    (row,) = queries.cash_book(treasurer, today, today + timedelta(1))
    assert (row.spp_number, row.spm_on) == (GOOD["spp_number"], today)
    assert journal.of(code)[-1].event == "payment.warrant"
    with pytest.raises(NotVisible):
        queries.unnamed(treasurer, code, 0)


def test_what_is_known_at_payment_stands_on_its_papers(market):
    code, today = market.until_verified(), clock.today()
    treasurer = market.actor(Role.TREASURER)
    typed = GOOD | {"spp_on": today, "spm_on": today}
    net = terms.next_net(purchases.get(treasurer, code))
    pay = {
        "channel": Channel.SP2D,
        "version": None,
        "amount": net,
        "proof_number": "SP2D-9",
        "paid_on": today,
    }
    with pytest.raises(RuleBroken, match="Pilih tanggal SPP"), write():
        actions.pay(treasurer, code, **(pay | typed | {"spp_on": None}))
    with write():
        actions.pay(treasurer, code, **(pay | typed))
    for kind in (PaperKind.KUITANSI, PaperKind.BA_PEMBAYARAN):
        paper = next(each for each in papers.of(code) if each.kind is kind)
        rows = dict(
            row for group in sheet_of(papers.says(papers.get(code, paper.id))).groups for row in group.rows
        )
        assert rows["SPP"].startswith(GOOD["spp_number"]) and rows["SPM"].startswith(GOOD["spm_number"])
        assert rows["Nomor SP2D"] == "SP2D-9"


def test_every_part_keeps_its_road_and_its_papers(market):
    """An order paid in two parts: both lines of the book name how their money went."""
    pkp(market)
    code = accepted(market, 10, market.sell("Bingkisan", price=300_000, stock=20))
    treasurer, today = market.actor(Role.TREASURER), clock.today()
    typed = GOOD | {"spp_on": today, "spm_on": today}
    for quantity, road, named in ((4, Channel.CMS, {}), (6, Channel.SP2D, typed)):
        send(market, code, quantity)
        market.step(Role.SIGNER, "hand_over", code)
        bill(market, code)
        market.step(Role.FINANCE_VERIFIER, "verify", code)
        net = terms.next_net(purchases.get(treasurer, code))
        with write():
            actions.pay(
                treasurer, code, channel=road, version=None, amount=net, proof_number="SP2D-1", paid_on=today, **named
            )  # fmt: skip
    book = queries.cash_book(treasurer, *queries.month_of(""))
    assert [(row.n, row.channel, bool(row.spm_number)) for row in book] == [
        (1, "cms", False),
        (2, "sp2d", True),
    ]
    said = {item.title: item.there for item in case_file(treasurer, code).items}
    assert said["SPP dan SPM ke-1"] is False and said["SPP dan SPM ke-2"] is True


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM payment_warrant", "SPP dan SPM hilang dari catatan"),
        ("UPDATE payment_warrant SET spp_on = '2020-01-01'", "SPP dan SPM tidak cocok dengan jurnal"),
    ],
)
def test_verify_compares_the_days_with_the_journal(market, statement, said):
    code = paid(market)
    name_warrant(market, code)
    assert verify().differences == ()
    unguarded("payment_warrant", statement)
    db.session.expire_all()
    assert [tuple(each) for each in verify().differences] == [(code, said)]
