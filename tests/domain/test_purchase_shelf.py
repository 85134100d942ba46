"""What becomes of drafts, repeats and deadlines when the world moved on meanwhile."""

from datetime import timedelta

import pytest

from domain import clock
from domain.catalogue import actions as catalogue
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.actions import due
from domain.purchases.offers import OfferChanged
from domain.purchases.states import State
from domain.writing import write


def take_off(market, listing: int) -> None:
    with write():
        catalogue.move_listing(market.owner.actor, listing, "withdraw")


def two_things(market) -> tuple[str, int]:
    """A draft of two things of one vendor, and the listing of the second."""
    other = market.sell("Sari apel", price=9_000, stock=50)
    buyer = market.actor(Role.PROCURER)
    with write():
        actions.add_to_basket(buyer, listing_id=other, quantity=2)
    return market.draft(4), other


def test_a_thing_taken_off_the_shelf_is_shown_and_falls_out_of_the_draft(market):
    code, other = two_things(market)
    take_off(market, other)
    with pytest.raises(OfferChanged):
        market.step(Role.PROCURER, "submit", code)
    market.step(Role.PROCURER, "refresh_offer", code)
    assert [line.name for line in queries.get(SYSTEM, code).lines] == ["Keripik apel"]
    market.step(Role.PROCURER, "submit", code)
    assert queries.get(SYSTEM, code).total == 50_000


def test_a_purchase_submitted_anew_meanwhile_is_not_released(market):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    with clock.freeze(clock.now() + timedelta(days=12)):
        found = due._due()
        assert found == [("release", code)]
        market.step(Role.PROCURER, "withdraw", code)
        assert not due.move(*found[0])
        assert queries.get(SYSTEM, code).state is State.DRAFT


def test_what_time_ended_says_why(market):
    waiting, issued = market.draft(1), market.until_issued(1)
    market.step(Role.PROCURER, "submit", waiting)
    with clock.freeze(clock.now() + timedelta(days=12)):
        assert actions.run_due() == 2
    assert "batas waktu" in queries.get(SYSTEM, waiting).reason
    assert "batas waktu" in queries.get(SYSTEM, issued).reason


@pytest.mark.parametrize(
    ("hat", "states"),
    [
        (Role.REQUESTER, [State.DRAFT, State.COUNTERED, State.RETURNED]),
        (Role.SIGNER, [State.AWAITING_APPROVAL, State.RECEIVED]),
        (
            Role.VENDOR_OWNER,
            [
                State.OFFERED,
                State.ISSUED,
                State.ACCEPTED,
                State.CANCEL_ASKED,
                State.IN_FULFILMENT,
                State.GIVEN_BACK,
                State.HANDED_OVER,
                State.PAID,
            ],
        ),
        (Role.RECEIVER, [State.IN_FULFILMENT, State.IN_USE, State.REPORTED]),
        (Role.TREASURER, [State.VERIFIED]),
        (Role.AUDITOR, []),
    ],
)
def test_only_what_waits_for_a_hat_is_called_waiting(hat, states):
    assert queries.states_for(hat) == states
