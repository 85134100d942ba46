"""Counting promises anew, and marking answers."""

from collections.abc import Sequence

from sqlalchemy import delete, insert

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.oversight import queries, rules
from domain.oversight.models import PromiseFigure, QualityReview
from domain.people.rules import Actor, Role
from domain.writing import write


def count_promises() -> int:
    """Replay the journal and write every figure anew; returns how many periods. Opens its own write block."""
    seq, found = journal.head()[0], queries.replayed()
    stamp = {"journal_seq": seq, "counted_at": clock.now()}
    rows = [period._asdict() | figures._asdict() | stamp for period, figures in found]
    with write():
        db.session.execute(delete(PromiseFigure))
        db.session.execute(insert(PromiseFigure), rows)
    return len(rows)


def review(actor: Actor, answer_id: int, *, scores: Sequence[int]) -> QualityReview:
    """Four marks for an answer of the sample; once."""
    if actor.hat is not Role.COORDINATOR:
        raise NotVisible(str(answer_id))
    answer = queries.sampled(actor, answer_id)
    rules.check_reviewer(answer.author_id, actor.person_id)
    rules.check_scores(scores)
    if queries.is_reviewed(answer_id):
        raise RuleBroken("Jawaban ini sudah dinilai.")
    marks = {f"score_{number}": score for number, score in enumerate(scores, start=1)}
    row = QualityReview(answer_id=answer_id, reviewer_id=actor.person_id, at=clock.now(), **marks)
    db.session.add(row)
    db.session.flush()
    journal.record(actor, "answer.reviewed", f"answer:{answer_id}", **marks)
    return row
