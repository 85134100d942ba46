"""Ask, answer, hide. None commits. The journal holds numbers only; it also ends the kept public pages."""

from sqlalchemy import delete

from domain import clock, journal
from domain.catalogue import queries as catalogue
from domain.catalogue.questions import queries, rules
from domain.catalogue.questions.models import ListingQuestion
from domain.catalogue.questions.rules import QuestionState
from domain.db import db
from domain.people import queries as people
from domain.people.rules import PUBLIC, VENDOR_HATS, Actor


def ask(actor: Actor, listing_id: int, *, body: str) -> ListingQuestion:
    """Ask about a listing on show. Raises NotVisible, RuleBroken."""
    rules.check_question(body)
    listing = catalogue.get(PUBLIC, listing_id)
    people.get(actor, actor.person_id or 0, lock=True)
    waiting, today = queries.counts_of(actor, listing.id)
    own = actor.hat in VENDOR_HATS and actor.scope == str(listing.vendor_id)
    rules.check_may_ask(waiting=waiting, today=today, own=own)
    question = ListingQuestion(
        listing_id=listing.id, vendor_id=listing.vendor_id, asker_id=actor.person_id, body=body.strip()
    )
    db.session.add(question)
    db.session.flush()
    journal.record(actor, "question.asked", f"listing:{listing.id}", question=question.id)
    return question


def answer(actor: Actor, number: int, *, answer: str) -> ListingQuestion:
    """The vendor answers, or puts its answer right."""
    question = queries.get(actor, number, lock=True)
    rules.check_answer(question.state, answer)
    question.state, question.answer = QuestionState.ANSWERED, answer.strip()
    question.answered_by, question.answered_at = actor.person_id, clock.now()
    journal.record(actor, "question.answered", f"listing:{question.listing_id}", question=question.id)
    return question


def hide(actor: Actor, number: int, *, reason: str) -> ListingQuestion:
    """An admin takes a question off the page, with a reason."""
    question = queries.get(actor, number, lock=True)
    rules.check_hide(question.state, reason)
    question.state = QuestionState.HIDDEN
    question.hidden_by, question.hidden_reason = actor.person_id, reason.strip()
    journal.record(actor, "question.hidden", f"listing:{question.listing_id}", question=question.id)
    return question


def forget_asker(actor: Actor) -> None:
    """Everything the actor asked goes, with its answers."""
    db.session.execute(delete(ListingQuestion).where(ListingQuestion.asker_id == actor.person_id))
