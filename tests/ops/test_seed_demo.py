"""The whole demo, once: told by the same actions as real use, lawful, the same every time, and discreet."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Text, func, select

from app import create_app
from domain import clock, journal
from domain.alerts.models import Alert
from domain.alerts.silent import SILENT
from domain.alerts.told import TOLD
from domain.db import db
from domain.journal import JournalEntry
from domain.people.models import Person
from domain.people.rules import SYSTEM
from ops.seed.demo import fill_if_empty
from tests.accessible.site import CITY, NOW, copy, shared
from tests.support.databases import settings_for

WRITTEN = re.compile(r"\S{3,}\s+\S{3,}")  # at least two words: somebody wrote this
LONGEST_CODE = 40


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The demo city on a database of its own, seeded once for all files that ask."""
    data = copy(shared(tmp_path_factory), tmp_path_factory.mktemp("seeded") / "city")
    app = create_app(settings_for(data, f"sqlite:///{data}/lumbung.sqlite", CITY))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo(city):
    with city.app_context(), clock.freeze(NOW):
        yield
        db.session.rollback()


def test_every_kind_of_event_is_told_or_silent(demo):
    """The law of tests/house/test_alerts.py, asked of what really happened."""
    kinds = set(db.session.scalars(select(JournalEntry.event).distinct()))
    assert len(kinds) > 60
    assert kinds - TOLD.keys() - SILENT == set()


def test_somebody_was_told_something_and_has_read_what_is_old(demo):
    old = NOW - timedelta(days=2)
    assert db.session.scalar(select(func.count()).select_from(Alert)) > 500
    assert db.session.scalar(select(func.count()).where(Alert.at < old, Alert.read_at.is_(None))) == 0
    assert db.session.scalar(select(func.count()).where(Alert.read_at.is_(None))) > 10


def facts() -> list[str]:
    return list(db.session.scalars(select(JournalEntry.facts)))


def written_texts() -> set[str]:
    """Everything in any table that reads like words: bodies, reasons, names, addresses."""
    texts: set[str] = set()
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            length = getattr(column.type, "length", None)
            if table.name.startswith("journal") or not isinstance(
                column.type, Text | type(Person.__table__.c.name.type)
            ):
                continue
            if length is None or length >= LONGEST_CODE:
                texts |= {
                    value for value in db.session.scalars(select(column).distinct()) if isinstance(value, str)
                }
    return {text for text in texts if WRITTEN.search(text)}


def test_the_journal_holds_no_name_no_phone_and_no_words(demo):
    told = "\n".join(facts())
    people = db.session.execute(select(Person.name, Person.phone)).all()
    names = {word for name, _phone in people for word in re.findall(r"[A-Z][a-z]{3,}", name)}
    texts = written_texts()
    assert len(texts) > 300
    assert len(people) > 50
    assert [text for text in texts if text in told] == []
    assert [phone for _name, phone in people if phone and phone in told] == []
    assert sorted(set(re.findall(r"\w+", told)) & names) == []


def test_a_second_loading_changes_nothing_and_the_chain_holds(demo):
    head = journal.head()
    assert not fill_if_empty(lambda _line: None)
    assert journal.head() == head
    assert journal.verify() == []


def test_words_and_numbers_of_people_cannot_enter_the_journal(within):
    for fact in (
        "Daun kuning semua",
        "081234567890",
        "+6281234567890",
        "3579012345678901",
        ["ok", "dua kata"],
    ):
        with pytest.raises(ValueError, match="must be a code"):
            journal.record(SYSTEM, "test.noted", "T1", fact=fact)
    journal.record(SYSTEM, "test.noted", "T1", fact="027/001/SP/2026", digest="a" * 64, list=["x-1"])
    journal.forget()
