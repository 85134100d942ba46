"""Who may end an issued order when; what it held is free again, and its paper says so."""

import pytest

from domain.budgets import queries as budgets
from domain.catalogue import queries as catalogue
from domain.errors import RuleBroken, Stale
from domain.papers import queries as papers
from domain.people.rules import PUBLIC, SYSTEM, Role
from domain.purchases import queries
from domain.purchases.states import State

WHY = "Kegiatannya ditunda."


def held(market) -> tuple[int, int]:
    """Rupiah held of the budget line, and pieces left on the shelf."""
    return budgets.get(SYSTEM, market.budget_id).held, catalogue.get(PUBLIC, market.listing).stock


def in_force(code: str) -> str:
    return papers.void_words(papers.of(code)[0])


def test_before_the_vendor_accepts_the_ppk_cancels_alone(market):
    before = held(market)
    code = market.until_issued()
    assert held(market) != before
    assert in_force(code) == ""
    assert market.step(Role.SIGNER, "cancel", code, reason=WHY) is State.CANCELLED
    assert held(market) == before
    assert in_force(code) == "Dibatalkan, tidak berlaku lagi"
    assert papers.check(papers.of(code)[0].verify_code).void == "Dibatalkan, tidak berlaku lagi"


def accepted(market) -> str:
    code = market.until_issued()
    market.step(Role.VENDOR_OWNER, "accept", code)
    return code


def test_once_accepted_it_takes_the_vendor_to_agree(market):
    before = held(market)
    code = accepted(market)
    with pytest.raises(Stale):
        market.step(Role.SIGNER, "cancel", code, reason=WHY)
    taken = held(market)
    assert market.step(Role.SIGNER, "ask_cancel", code, reason=WHY) is State.CANCEL_ASKED
    assert held(market) == taken, "nothing is let go before the vendor answers"
    assert market.step(Role.VENDOR_OWNER, "agree_cancel", code) is State.CANCELLED
    assert held(market) == before
    assert queries.get(SYSTEM, code).reason == WHY
    assert in_force(code)


def test_while_it_is_asked_nothing_is_shipped_and_either_side_can_go_on(market):
    code = accepted(market)
    market.step(Role.SIGNER, "ask_cancel", code, reason=WHY)
    with pytest.raises(Stale, match="Kantor minta dibatalkan"):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    assert market.step(Role.SIGNER, "resume", code) is State.ACCEPTED
    market.step(Role.SIGNER, "ask_cancel", code, reason=WHY)
    assert market.step(Role.VENDOR_OWNER, "keep", code, reason="Sudah dibuat.") is State.ACCEPTED
    assert queries.get(SYSTEM, code).reason == "Sudah dibuat."
    assert market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4]) is State.IN_FULFILMENT
    with pytest.raises(Stale):
        market.step(Role.SIGNER, "ask_cancel", code, reason=WHY)
    assert in_force(code) == ""


@pytest.mark.parametrize("verb", ["cancel", "ask_cancel", "keep"])
def test_each_no_needs_a_reason(market, verb):
    code = market.until_issued() if verb == "cancel" else accepted(market)
    if verb == "keep":
        market.step(Role.SIGNER, "ask_cancel", code, reason=WHY)
    with pytest.raises(RuleBroken, match="Tulis alasannya"):
        market.step(Role.VENDOR_OWNER if verb == "keep" else Role.SIGNER, verb, code, reason="  ")


def test_an_order_the_vendor_refused_is_not_in_force_either(market):
    code = market.until_issued()
    market.step(Role.VENDOR_OWNER, "refuse", code, reason="Bahan habis.")
    assert in_force(code) == "Ditolak penjual, tidak berlaku lagi"
