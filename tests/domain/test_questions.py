"""Questions to a vendor: who may ask and answer, and what is never said in public."""

import pytest

from domain.catalogue.questions import actions, queries, rules
from domain.catalogue.questions.rules import QuestionState
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.listings import ADMIN, publish, seller
from tests.support.people import make_person


@pytest.mark.parametrize("text", ["Hubungi 0812-3456-7890 ya", "+62 812 3456 7890", "wa 628123456789"])
def test_no_phone_number_stands_in_public(text):
    with pytest.raises(RuleBroken, match="nomor HP"):
        rules.check_question(text)


@pytest.mark.parametrize(
    "text", ["Isi 08 bungkus?", "Bisa 100 kotak tanggal 12-08-2026?", "Rp81.234.567.890?"]
)
def test_other_numbers_may_stand(text):
    rules.check_question(text)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [({"own": True}, "usaha Anda sendiri"), ({"waiting": 3}, "belum dijawab"), ({"today": 10}, "sehari")],
)
def test_asking_has_limits(how, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_may_ask(**{"waiting": 0, "today": 0, "own": False} | how)


def test_a_question_is_answered_and_hidden_by_those_who_may(within):
    owner, other = seller(), seller()
    listing, asker = publish(owner), make_person(Role.FARMER).actor
    with write():
        number = actions.ask(asker, listing, body="Tahan berapa hari?").id
    assert queries.newest_answered(listing) == []
    with pytest.raises(NotVisible), write():
        actions.answer(other, number, answer="Tiga hari.")
    with pytest.raises(NotVisible), write():
        actions.hide(asker, number, reason="x")
    with write():
        actions.answer(owner, number, answer="Tiga hari.")
    assert [each.answer for each in queries.newest_answered(listing)] == ["Tiga hari."]
    with write():
        actions.hide(ADMIN, number, reason="Kasar.")
    assert queries.page_of(listing) == []
    with pytest.raises(Stale), write():
        actions.answer(owner, number, answer="Empat hari.")
    assert queries.of_person(asker)[0].state is QuestionState.HIDDEN


def test_a_vendor_does_not_ask_itself(within):
    owner = seller()
    listing, person = publish(owner), make_person(Role.VENDOR_OWNER, scope=owner.scope)
    with pytest.raises(RuleBroken, match="sendiri"), write():
        actions.ask(Actor(person.actor.person_id, Role.VENDOR_OWNER, owner.scope), listing, body="Enak?")
