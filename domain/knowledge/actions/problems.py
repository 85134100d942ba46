"""Entries about pests and diseases: the pack proposes, an expert edits, approves, withdraws. None commits."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.knowledge import index, queries, rules, texts
from domain.knowledge.models import Problem, ProblemApproval, ProblemVersion
from domain.knowledge.rules import EntryKind, Origin
from domain.knowledge.texts import ProblemText
from domain.people import queries as people
from domain.people.rules import SYSTEM, Actor
from domain.region import rows


def revise_problem(actor: Actor, code: str, *, seen: int, text: ProblemText) -> Problem:
    """A new wording by an expert; everybody goes on reading the approved one. `seen` is the version shown.

    Raises Stale when there is a newer one, RuleBroken naming the field.
    """
    rules.check_may_approve(actor.hat)
    problem = queries.problem(code, lock=True)
    newest = queries.newest_version(code)
    rules.check_newest(seen, newest.n)
    pack = region.current()
    texts.check(text, parts=frozenset(pack.plant_parts), banned=pack.banned_names)
    if text.sha256 == newest.sha256:
        raise RuleBroken("Belum ada yang diubah.")
    _add_version(actor, problem.code, newest.n + 1, text, Origin.DESK)
    return problem


def approve_problem(actor: Actor, code: str, *, seen: int) -> Problem:
    """Let everybody read the newest wording, which is the one the expert has before them."""
    rules.check_may_approve(actor.hat)
    problem = queries.problem(code, lock=True)
    newest = queries.newest_version(code)
    rules.check_newest(seen, newest.n)
    reviewer = people.name_of(actor)
    _approve(problem, newest, reviewer, actor.person_id, clock.today())
    journal.record(actor, "problem.approved", f"problem:{code}", version=newest.n, sha256=newest.sha256)
    return problem


def withdraw_problem(actor: Actor, code: str) -> Problem:
    """Hide an entry from everybody but the desk."""
    rules.check_may_withdraw(actor.hat)
    problem = queries.problem(code, lock=True)
    approval = db.session.get(ProblemApproval, code)
    if approval is None:
        raise RuleBroken("Isi ini memang belum terlihat petani.")
    db.session.delete(approval)
    index.drop(EntryKind.PROBLEM, code)
    journal.record(actor, "problem.withdrawn", f"problem:{code}", version=approval.n)
    return problem


def load_problems() -> Counter[str]:
    """Propose what the pack says anew; never touches what an expert approved or wrote. Inside a write block."""
    done = Counter[str]()
    newest_of_pack = _newest_of_pack()
    approved = set(db.session.scalars(select(ProblemApproval.problem_code)))
    last = dict(
        db.session.execute(
            select(ProblemVersion.problem_code, func.max(ProblemVersion.n)).group_by(
                ProblemVersion.problem_code
            )
        ).all()
    )
    for code, row in region.current().problems.items():
        text = texts.from_pack(row)
        if newest_of_pack.get(code) == text.sha256:
            continue
        version = _add_version(SYSTEM, code, last.get(code, 0) + 1, text, Origin.PACK)
        done["proposed"] += 1
        if row.status is rows.Review.APPROVED and code not in approved and version.n == 1:
            _approve(queries.problem(code), version, row.reviewer, None, row.reviewed_on)
    for code in approved - region.current().problems.keys():
        index.drop(EntryKind.PROBLEM, code)
    return done


def _newest_of_pack() -> dict[str, str]:
    """Code -> hash of what the pack said last time."""
    found = (
        select(ProblemVersion.problem_code, ProblemVersion.sha256)
        .where(ProblemVersion.origin == Origin.PACK)
        .order_by(ProblemVersion.n)
    )
    return dict(db.session.execute(found).all())


def _add_version(actor: Actor, code: str, n: int, text: ProblemText, origin: Origin) -> ProblemVersion:
    version = ProblemVersion(
        problem_code=code,
        n=n,
        text=text.to_json(),
        sha256=text.sha256,
        origin=origin,
        created_by=actor.person_id,
        created_at=clock.now(),
    )
    db.session.add(version)
    db.session.flush()
    if origin is Origin.DESK:
        journal.record(actor, "problem.revised", f"problem:{code}", version=n, sha256=text.sha256)
    return version


def _approve(
    problem: Problem, version: ProblemVersion, reviewer: str, person_id: int | None, on: Any
) -> None:
    approval = db.session.get(ProblemApproval, problem.code) or ProblemApproval(problem_code=problem.code)
    approval.n, approval.reviewer = version.n, reviewer
    approval.approved_by, approval.approved_on = person_id, on
    db.session.add(approval)
    text = texts.from_json(version.text)
    seen = [sign for signs in text.signs_by_part.values() for sign in signs]
    index.put(
        EntryKind.PROBLEM,
        problem.code,
        title=text.name,
        line=seen[0],
        names=(text.latin, *text.local_names),
        texts=(*seen, *(line for _title, lines in text.steps for line in lines)),
        commodities=text.commodities,
        shown_on=on,
    )
