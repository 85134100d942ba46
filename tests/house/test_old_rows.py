"""Migrations that fill rows from what was there before: run on old rows, up, down and up again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import create_app
from domain import clock
from domain.db import db, writing
from domain.people.rules import Role
from domain.purchases import queries, terms
from domain.purchases.money import actions
from domain.purchases.money.rules import Channel
from domain.writing import write
from ops.region import load
from tests.domain.test_in_parts import accepted, bill, pkp, send
from tests.support.databases import ON_POSTGRES, settings_for
from tests.support.market import Market

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
LATER = datetime(2099, 1, 1, 8, tzinfo=UTC)


@pytest.fixture
def old(tmp_path, request):
    """An app over a database of its own, to be walked up and down."""
    name = f"old_rows_{request.node.name.replace('[', '_').strip(']')}"[:40]
    url = (
        request.getfixturevalue("postgres").create(name)
        if ON_POSTGRES
        else f"sqlite:///{tmp_path}/old.sqlite"
    )
    app = create_app(settings_for(tmp_path, url))
    with app.app_context():
        upgrade(MIGRATIONS)
        load()
        yield app
        db.session.remove()
        db.engine.dispose()


def walk(to, revision):
    db.session.remove()
    to(MIGRATIONS, revision=revision)


def rows(sql):
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_a_bill_that_went_back_before_is_void_afterwards(old):
    """At 0053 a returned bill was told by the journal alone; of two orders only the one it names has a void bill."""
    market = Market()
    code, other = market.until_invoiced(), market.until_invoiced()
    walk(downgrade, "0053_tip_reviews")
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO journal (seq, at, person_id, hat, event, subject, facts, previous, hash)"
                    " SELECT MAX(seq) + 1, :at, NULL, 'finance_verifier', 'purchase.send_back', :code, '{}', 'x', 'y'"
                    " FROM journal"
                ),
                {"at": LATER.replace(tzinfo=None) if not ON_POSTGRES else LATER, "code": code},
            )
    finally:
        writing.reset(token)
    walk(upgrade, "head")
    voided = "SELECT paper.subject, paper.kind, why, note FROM paper_void JOIN paper ON paper.id = paper_id"
    assert rows(voided) == [(code, "invoice", "returned", "")]
    assert rows(
        f"SELECT count(*) FROM paper WHERE kind = 'invoice' AND subject IN ('{code}', '{other}')"
    ) == [(2,)]
    walk(downgrade, "0054_returned_invoices")
    with pytest.raises(IntegrityError):
        walk(downgrade, "0053_tip_reviews")
    walk(upgrade, "head")
    assert rows(voided) == [(code, "invoice", "returned", "")]


def test_the_road_of_every_part_comes_back_from_the_journal(old):
    """Before, only the last part kept its road, and an order paid whole its own."""
    market = Market()
    whole = market.until_verified()
    pay(market.actor(Role.TREASURER), whole, Channel.CASH)
    pkp(market)
    code = accepted(market, 10, market.sell("Bingkisan", price=300_000, stock=20))
    treasurer = market.actor(Role.TREASURER)
    for quantity, road in ((4, Channel.CMS), (6, Channel.SP2D)):
        send(market, code, quantity)
        market.step(Role.SIGNER, "hand_over", code)
        bill(market, code)
        market.step(Role.FINANCE_VERIFIER, "verify", code)
        pay(treasurer, code, road)
    kept = [(int(whole[1:]), 0, "cash"), (int(code[1:]), 1, "cms"), (int(code[1:]), 2, "sp2d")]
    asked = "SELECT purchase_id, n, channel FROM payment_channel ORDER BY purchase_id, n"
    assert rows(asked) == kept
    walk(downgrade, "0060_tips_topic")
    old_rows = rows("SELECT purchase_id, channel FROM payment_channel ORDER BY purchase_id")
    assert old_rows == [(number, road) for number, n, road in kept if n != 1]
    walk(upgrade, "head")
    assert rows(asked) == kept


def pay(treasurer, code, road):
    net = terms.next_net(queries.get(treasurer, code))
    with write():
        actions.pay(
            treasurer, code, channel=road, version=None, amount=net, proof_number="B-1", paid_on=clock.today()
        )  # fmt: skip
