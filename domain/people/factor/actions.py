"""Verbs of the second factor: begin, confirm, check, and the reset that takes two admins. None commits."""

import secrets as random
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import queries as people
from domain.people.factor import keys, queries, rules, totp
from domain.people.factor.models import FactorReset, RecoveryCode, SecondFactor
from domain.people.models import SignIn
from domain.people.rules import Actor, Role
from domain.people.secrets import CODE_ALPHABET
from domain.sentences import say

WRONG = say("Kodenya tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi.")


class Checked(StrEnum):
    """What a typed code was."""

    CODE = "code"
    RECOVERY = "recovery"
    RESET = "reset"


def begin(actor: Actor) -> SecondFactor:
    """A new secret, not in force until a first code proves that an app holds it. Raises RuleBroken."""
    person = people.get(Actor(actor.person_id, Role.PUBLIC), actor.person_id or 0, lock=True)
    factor = db.session.get(SecondFactor, person.id)
    if factor is not None and factor.confirmed_at is not None:
        raise RuleBroken("Kode kedua Anda sudah terpasang.")
    if factor is None:
        factor = SecondFactor(person_id=person.id)
        db.session.add(factor)
    factor.seed, factor.begun_at, factor.last_step = keys.new_seed(), clock.now(), 0
    db.session.flush()
    journal.record(actor, "factor.begun", _subject(person.id))
    return factor


def confirm(actor: Actor, sign_in_id: str, *, code: str) -> list[str]:
    """Put the begun factor into force with its first code; returns the recovery codes, shown this once."""
    factor = _own(actor)
    if factor.confirmed_at is not None:
        raise RuleBroken("Kode kedua Anda sudah terpasang.")
    _use_step(factor, rules.clean(code))
    factor.confirmed_at = clock.now()
    written = [_new_code(rules.RECOVERY_LENGTH) for _ in range(rules.RECOVERY_CODES)]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == factor.person_id))
    db.session.add_all(RecoveryCode(digest=keys.digest(each), person_id=factor.person_id) for each in written)
    mark_checked(sign_in_id)
    journal.record(actor, "factor.confirmed", _subject(factor.person_id))
    return written


def check(actor: Actor, sign_in_id: str, *, code: str) -> Checked:
    """Take a code from the app, a recovery code, or the paper code of a reset. Raises RuleBroken."""
    typed = rules.clean(code)
    if len(typed) == totp.DIGITS and typed.isdecimal():
        factor = _own(actor)
        if factor.confirmed_at is None:
            raise RuleBroken("Pasang dulu kode kedua Anda.", field="code")
        _use_step(factor, typed)
        kind = Checked.CODE
    else:
        kind = _use_written(actor, typed)
    if kind is not Checked.RESET:
        mark_checked(sign_in_id)
    journal.record(actor, "factor.checked", _subject(actor.person_id), by=kind.value)
    return kind


def mark_checked(sign_in_id: str, at: datetime | None = None) -> None:
    """This sign-in gave its second factor at `at` (now when not given)."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(checked_at=at or clock.now()))


def ask_reset(actor: Actor, *, person_id: int) -> FactorReset:
    """An admin asks that somebody's lost factor be taken away. Raises RuleBroken."""
    rules.check_may_ask(actor.person_id, person_id)
    person = people.get(actor, person_id, lock=True)
    if not queries.is_enrolled(person.id):
        raise RuleBroken("Orang ini belum memasang kode kedua.")
    if queries.open_reset(actor, person_id):
        raise RuleBroken("Sudah ada permintaan yang menunggu admin lain.")
    reset = FactorReset(
        person_id=person_id, asked_by=actor.person_id, expires_at=clock.now() + rules.RESET_VALID_FOR
    )
    db.session.add(reset)
    db.session.flush()
    journal.record(actor, "factor.reset_asked", _subject(person_id), reset=reset.id)
    return reset


def agree_reset(actor: Actor, *, person_id: int, code: str) -> FactorReset:
    """Another admin agrees; `code` is what is handed over on paper. Raises NotVisible, RuleBroken."""
    people.get(actor, person_id, lock=True)
    reset = queries.open_reset(actor, person_id)
    if reset is None:
        raise NotVisible("reset")
    rules.check_other_admin(reset.asked_by, actor.person_id, person_id)
    reset.agreed_by, reset.code_digest = actor.person_id, keys.digest(code)
    db.session.flush()
    journal.record(actor, "factor.reset_agreed", _subject(person_id), reset=reset.id)
    return reset


def enrol(actor: Actor) -> SecondFactor:
    """Begin and confirm in one step, for the demo's officials and tests."""
    factor = begin(actor)
    factor.confirmed_at = clock.now()
    journal.record(actor, "factor.confirmed", _subject(factor.person_id))
    return factor


def _own(actor: Actor) -> SecondFactor:
    found = select(SecondFactor).where(SecondFactor.person_id == actor.person_id)
    factor = db.session.scalar(
        found.with_for_update(key_share=True).execution_options(populate_existing=True)
    )
    if factor is None:
        raise RuleBroken("Pasang dulu kode kedua Anda.", field="code")
    return factor


def _use_step(factor: SecondFactor, typed: str) -> None:
    """Spend the step of a code; its row is locked, so two at once cannot spend the same one."""
    step = totp.matching_step(keys.secret_of(factor.seed), typed, clock.now(), after=factor.last_step)
    if step is None:
        raise RuleBroken(WRONG, field="code")
    factor.last_step = step


def _use_written(actor: Actor, typed: str) -> Checked:
    """A recovery code, or the reset code of two admins; each is good once."""
    now, known = clock.now(), keys.digest(typed)
    spent = update(RecoveryCode).where(
        RecoveryCode.digest == known, RecoveryCode.person_id == actor.person_id,
        RecoveryCode.used_at.is_(None),
    )  # fmt: skip
    if db.session.execute(spent.values(used_at=now).returning(RecoveryCode.digest)).first():
        return Checked.RECOVERY
    reset = update(FactorReset).where(
        FactorReset.code_digest == known, FactorReset.person_id == actor.person_id,
        FactorReset.used_at.is_(None), FactorReset.expires_at > now,
    )  # fmt: skip
    if not db.session.execute(reset.values(used_at=now).returning(FactorReset.id)).first():
        raise RuleBroken(WRONG, field="code")
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == actor.person_id))
    db.session.execute(delete(SecondFactor).where(SecondFactor.person_id == actor.person_id))
    db.session.execute(
        update(SignIn).where(SignIn.person_id == actor.person_id).values(checked_at=None)
    )  # other phones were vouched for by what was lost
    return Checked.RESET


def _new_code(length: int) -> str:
    return "".join(random.choice(CODE_ALPHABET) for _ in range(length))


def _subject(person_id: int | None) -> str:
    return f"person:{person_id}"
