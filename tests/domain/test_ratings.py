"""Marks of finished orders: once, answered once, told of a vendor only when there are enough."""

import pytest

from domain import clock
from domain.errors import RuleBroken, Stale
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from domain.purchases.ratings import rules
from domain.purchases.ratings.queries import closed_verbs, marks_of, rating_of
from domain.purchases.ratings.rules import Marks


def test_few_marks_are_not_told_and_a_mean_is_rounded_half_up():
    assert Marks(4, 20).words == ""
    assert Marks(5, 23).words == "4,6 dari 5, menurut 5 pesanan"
    assert Marks(8, 34).words == "4,3 dari 5, menurut 8 pesanan"
    assert Marks(20, 100).words == "5,0 dari 5, menurut 20 pesanan"


@pytest.mark.parametrize(
    ("score", "words", "said"), [(0, "", "1 sampai 5"), (6, "", "1 sampai 5"), (2, " ", "kurang")]
)
def test_marks_have_bounds_and_low_ones_a_reason(score, words, said):
    rules.check_score(3, "")
    rules.check_score(1, "Terlambat.")
    with pytest.raises(RuleBroken, match=said):
        rules.check_score(score, words)


def test_a_finished_order_is_marked_once_and_answered_once(market):
    code = market.until_verified()
    with pytest.raises(Stale):
        market.step(Role.SIGNER, "rate", code, score=4)
    net = queries.get(SYSTEM, code).net
    market.step(Role.TREASURER, "pay", code, amount=net, proof_number="SP2D", paid_on=clock.today())
    market.step(Role.VENDOR_OWNER, "confirm_paid", code)
    with pytest.raises(Stale, match="belum memberi nilai"):
        market.step(Role.VENDOR_OWNER, "answer_rating", code, words="Terima kasih.")
    assert closed_verbs(queries.get(SYSTEM, code)) == {"answer_rating"}
    with pytest.raises(RuleBroken):
        market.step(Role.PROCURER, "rate", code, score=4)
    market.step(Role.SIGNER, "rate", code, score=4, words="Rapi.")
    with pytest.raises(RuleBroken, match="satu kali"):
        market.step(Role.SIGNER, "rate", code, score=1, words="Lagi.")
    assert closed_verbs(queries.get(SYSTEM, code)) == {"rate"}
    market.step(Role.VENDOR_OWNER, "answer_rating", code, words="Terima kasih.")
    with pytest.raises(RuleBroken, match="satu kali"):
        market.step(Role.VENDOR_OWNER, "answer_rating", code, words="Lagi.")
    kept = rating_of(queries.get(SYSTEM, code))
    assert (kept.score, kept.words, kept.answer) == (4, "Rapi.", "Terima kasih.")
    assert marks_of(market.vendor_id) == Marks(1, 4)
    assert closed_verbs(queries.get(SYSTEM, code)) == {"rate", "answer_rating"}
