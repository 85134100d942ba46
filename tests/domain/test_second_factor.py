"""The second factor: tried before it counts, every code once, reset only by two admins."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import actions as people
from domain.people.factor import actions, keys, queries, rules, totp
from domain.people.factor.models import SecondFactor
from domain.people.models import SignIn
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.people import make_person


@pytest.fixture
def signer(within):
    return make_person(Role.SIGNER, scope=_office())


def _office() -> str:
    from domain.people import queries as people_queries

    return people_queries.offices()[0].code


def sign_in(somebody) -> str:
    with write():
        person = db.session.get(people.Person, somebody.actor.person_id)
        return people.sign_in(person, token=f"token-{somebody.phone}", device="Tes").id


def code_of(actor: Actor, ahead: int = 0) -> str:
    factor = db.session.get(SecondFactor, actor.person_id)
    return totp.code_at(keys.secret_of(factor.seed), totp.step_of(clock.now()) + ahead)


def enrol(somebody) -> list[str]:
    token = sign_in(somebody)
    with write():
        actions.begin(somebody.actor)
    with write():
        return actions.confirm(somebody.actor, token, code=code_of(somebody.actor))


def checked_at(somebody):
    db.session.rollback()
    return db.session.query(SignIn).filter_by(person_id=somebody.actor.person_id).one().checked_at


def test_it_counts_only_after_a_first_code(signer):
    with write():
        actions.begin(signer.actor)
    assert not queries.is_enrolled(signer.actor.person_id)
    with pytest.raises(RuleBroken, match="tidak cocok"), write():
        actions.confirm(signer.actor, "no-phone", code="000000")
    assert not queries.is_enrolled(signer.actor.person_id)


def test_enrolling_gives_eight_codes_once_and_marks_the_phone(signer):
    codes = enrol(signer)
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert queries.recovery_left(signer.actor.person_id) == 8
    assert checked_at(signer) is not None
    with pytest.raises(NotVisible):
        queries.begun(signer.actor)
    with pytest.raises(RuleBroken, match="sudah terpasang"), write():
        actions.begin(signer.actor)


def test_a_code_is_refused_the_second_time(signer):
    enrol(signer)
    token, typed = db.session.query(SignIn.id).scalar(), code_of(signer.actor, ahead=1)
    with write():
        assert actions.check(signer.actor, token, code=typed) is actions.Checked.CODE
    with pytest.raises(RuleBroken, match="sudah dipakai"), write():
        actions.check(signer.actor, token, code=typed)


@pytest.mark.parallel
def test_twenty_phones_with_the_same_code_get_in_once(signer, within):
    enrol(signer)
    token, typed = db.session.query(SignIn.id).scalar(), code_of(signer.actor, ahead=1)
    db.session.rollback()

    def use(_n) -> bool:
        with within.app_context():
            try:
                with write():
                    actions.check(signer.actor, token, code=typed)
            except RuleBroken:
                return False
            return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(use, range(20))) == 1


def test_a_recovery_code_is_good_once_and_only_for_its_person(signer):
    code, *others = enrol(signer)
    token = db.session.query(SignIn.id).scalar()
    stranger = make_person(Role.TREASURER, scope=_office())
    with pytest.raises(RuleBroken), write():
        actions.check(stranger.actor, token, code=others[0])
    with write():
        assert actions.check(signer.actor, token, code=code.lower()[:5] + " " + code[5:]) == "recovery"
    assert queries.recovery_left(signer.actor.person_id) == 7
    with pytest.raises(RuleBroken), write():
        actions.check(signer.actor, token, code=code)


def test_a_reset_takes_two_admins_and_one_paper_code(signer):
    enrol(signer)
    one, two = make_person(Role.ADMIN).actor, make_person(Role.ADMIN).actor
    person_id, token = signer.actor.person_id, db.session.query(SignIn.id).scalar()
    with write():
        actions.ask_reset(one, person_id=person_id)
    with pytest.raises(RuleBroken, match="admin lain"), write():
        actions.agree_reset(one, person_id=person_id, code="ABCDEFGH")
    with write():
        actions.agree_reset(two, person_id=person_id, code="ABCDEFGH")
    assert queries.is_enrolled(person_id)
    with write():
        assert actions.check(signer.actor, token, code="abcd-efgh") is actions.Checked.RESET
    assert not queries.is_enrolled(person_id)
    assert checked_at(signer) is None
    with pytest.raises(RuleBroken), write():
        actions.check(signer.actor, token, code="ABCDEFGH")
    told = [entry.event for entry in journal.of(f"person:{person_id}")]
    assert told[-3:] == ["factor.reset_asked", "factor.reset_agreed", "factor.checked"]


def test_nobody_asks_for_a_reset_of_ones_own(within):
    admin = make_person(Role.ADMIN)
    with pytest.raises(RuleBroken, match="admin lain"), write():
        actions.ask_reset(admin.actor, person_id=admin.actor.person_id)


def test_an_old_reset_code_is_worth_nothing(signer):
    enrol(signer)
    one, two = make_person(Role.ADMIN).actor, make_person(Role.ADMIN).actor
    with write():
        actions.ask_reset(one, person_id=signer.actor.person_id)
        actions.agree_reset(two, person_id=signer.actor.person_id, code="ABCDEFGH")
    later = clock.now() + rules.RESET_VALID_FOR
    with clock.freeze(later), pytest.raises(RuleBroken), write():
        actions.check(signer.actor, "x", code="ABCDEFGH")


def test_what_is_stored_makes_no_code_without_the_key_of_the_server(signer):
    with write():
        actions.begin(signer.actor)
    seed = db.session.get(SecondFactor, signer.actor.person_id).seed
    assert keys.secret_of(seed) != bytes.fromhex(seed)
    before = keys.secret_of(seed)
    try:
        keys.use_key("another server")
        assert keys.secret_of(seed) != before
    finally:
        keys.use_key(within_secret())


def within_secret() -> str:
    from flask import current_app

    return current_app.config["SETTINGS"].secret


def test_freshness_is_counted_in_minutes_with_grace_for_a_form():
    now = clock.now()
    assert rules.is_fresh(now - timedelta(minutes=10), now, 10)
    assert not rules.is_fresh(now - timedelta(minutes=10, seconds=1), now, 10)
    assert rules.is_fresh(now - timedelta(minutes=25), now, 10, sending=True)
    assert not rules.is_fresh(now - timedelta(minutes=26), now, 10, sending=True)
    assert not rules.is_fresh(None, now, 10)
