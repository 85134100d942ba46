"""The PPK marks a finished order, the vendor may answer; each once."""

from domain import clock
from domain.db import db
from domain.errors import Stale
from domain.people.rules import Actor
from domain.purchases.actions.steps import begin, finish
from domain.purchases.models import Purchase
from domain.purchases.ratings import rules
from domain.purchases.ratings.models import OrderRating
from domain.purchases.ratings.queries import rating_of


def rate(actor: Actor, code: str, *, version: int | None, score: int, words: str = "") -> Purchase:
    """A mark from 1 to 5, with words when it is low. Raises RuleBroken when there is one."""
    purchase = begin(actor, code, "rate", version)
    rules.check_once(rating_of(purchase) is not None)
    rules.check_score(score, words)
    db.session.add(
        OrderRating(purchase_id=purchase.id, score=score, words=words.strip(), rated_by=actor.person_id)
    )
    return finish(actor, purchase, "rate", score=score)


def answer_rating(actor: Actor, code: str, *, version: int | None, words: str) -> Purchase:
    """The vendor's side of it. Raises Stale when nothing was said, RuleBroken when it was answered."""
    purchase = begin(actor, code, "answer_rating", version)
    rating = rating_of(purchase)
    if rating is None:
        raise Stale("Kantor belum memberi nilai.")
    rules.check_once(rating.answered_at is not None)
    rules.check_answer(words)
    rating.answer, rating.answered_by, rating.answered_at = words.strip(), actor.person_id, clock.now()
    return finish(actor, purchase, "answer_rating")
