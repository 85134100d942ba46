"""What time does to requests for quotation: answers are missed, offers lapse, and with the last one the request."""

from sqlalchemy import select

from domain import clock, journal
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.people.rules import SYSTEM
from domain.purchases.quotes import queries
from domain.purchases.quotes.actions import move_answer, move_quote
from domain.purchases.quotes.models import Quote, QuoteAnswer
from domain.purchases.quotes.states import AnswerState, QuoteState
from domain.writing import write

BATCH = 100


def run_due() -> int:
    """Look at every request whose time has come, each in a write block of its own; returns how many."""
    found = select(Quote.id).where(Quote.due_at <= clock.now()).order_by(Quote.due_at, Quote.id).limit(BATCH)
    numbers = db.session.scalars(found).all()
    return sum(_look(number) for number in numbers)


def _look(number: int) -> bool:
    with write():
        quote = queries.get(SYSTEM, number, lock=True)
        if quote.state is not QuoteState.OPEN or quote.due_at is None or quote.due_at > clock.now():
            return False
        over = quote.answer_until <= clock.now()
        missed = [each for each in quote.answers if over and each.state is AnswerState.ASKED]
        for each in missed:
            move_answer(SYSTEM, each, "miss")
            journal.record(SYSTEM, "quote.missed", quote.subject, vendor=each.vendor_id)
        for each in quote.answers:
            if each.state is AnswerState.OFFERED and _end_of(each) <= clock.now():
                move_answer(SYSTEM, each, "lapse")
                journal.record(SYSTEM, "quote.offer_lapsed", quote.subject, vendor=each.vendor_id)
        standing = [_end_of(each) for each in quote.answers if each.state is AnswerState.OFFERED]
        if not standing:
            move_quote(SYSTEM, quote, "lapse")
            journal.record(SYSTEM, "quote.lapsed", quote.subject)
            return True
        if quote.due_at == quote.answer_until:
            journal.record(SYSTEM, "quote.due", quote.subject, offers=len(standing))
        quote.due_at = min(standing)
        db.session.flush()
        return True


def _end_of(each: QuoteAnswer):
    assert each.valid_until is not None
    return clock.start_of(each.valid_until + DAY)
