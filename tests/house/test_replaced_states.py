"""A migration that widens the states of a table keeps its rows, the other CHECKs, indexes and triggers."""

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from domain.db import db
from domain.people.rules import Role
from tests.house.test_schema import ROOT, facts

BEFORE = "0006_purchases"


def told(query: str) -> list:
    with db.engine.connect() as connection:
        return connection.execute(text(query)).all()


def test_rows_and_rules_survive_the_way_down_and_up(market):
    code = market.until_issued()
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.SIGNER, "ask_cancel", code, reason="Ditunda.")
    with db.engine.connect() as connection:
        first = facts(connection)
    lines = told("SELECT * FROM purchase_line ORDER BY id")
    db.session.remove()
    downgrade(ROOT / "migrations", revision=BEFORE)
    assert told("SELECT state FROM purchase") == [("accepted",)]
    upgrade(ROOT / "migrations")
    with db.engine.connect() as connection:
        assert facts(connection) == first
    assert told("SELECT * FROM purchase_line ORDER BY id") == lines
    assert told("SELECT state FROM purchase") == [("accepted",)]
