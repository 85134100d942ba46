"""Every payment keeps its road, also of an order paid in parts; SPP and SPM of a payment."""

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0061_payment_warrants"
down_revision = "0060_tips_topic"
branch_labels = None
depends_on = None

CHANNELS = ("transfer", "cms", "sp2d", "card", "qris", "cash")
PAID_IN_PARTS = "SELECT purchase_id, n FROM term_payment ORDER BY purchase_id, n"
TOLD = "SELECT subject, facts FROM journal WHERE event = 'payment.channel' ORDER BY seq"


def upgrade() -> None:
    """The journal told the road of every part, in their order."""
    kept = op.get_bind().execute(sa.text("SELECT purchase_id, channel FROM payment_channel")).all()
    roads = {(row.purchase_id, 0): row.channel for row in kept}
    for number, parts in _parts().items():
        last = roads.pop((number, 0), None)
        told = _told().get(f"P{number:04}", [])
        for at, n in enumerate(parts):
            road = told[at] if at < len(told) else last if n == parts[-1] else None
            if road:
                roads[number, n] = road
    op.drop_table("payment_channel")
    table = _channels("purchase.id", sa.Column("n", sa.Integer(), autoincrement=False, nullable=False))
    rows = [{"purchase_id": number, "n": n, "channel": road} for (number, n), road in sorted(roads.items())]
    op.bulk_insert(table, rows)
    _warrants()


def downgrade() -> None:
    """One road an order, of its last payment; SPP and SPM go."""
    op.drop_table("payment_warrant")
    drop_append_only_function("payment_warrant")
    asked = "SELECT purchase_id, n, channel FROM payment_channel WHERE purchase_id IN (SELECT purchase_id FROM payment)"
    roads: dict[int, str] = {}
    for row in op.get_bind().execute(sa.text(f"{asked} ORDER BY purchase_id, n")):
        roads[row.purchase_id] = row.channel
    op.drop_table("payment_channel")
    table = _channels("payment.purchase_id")
    op.bulk_insert(
        table, [{"purchase_id": number, "channel": road} for number, road in sorted(roads.items())]
    )


def _parts() -> dict[int, list[int]]:
    found = defaultdict(list)
    for row in op.get_bind().execute(sa.text(PAID_IN_PARTS)):
        found[row.purchase_id].append(row.n)
    return found


def _told() -> dict[str, list[str]]:
    found = defaultdict(list)
    for row in op.get_bind().execute(sa.text(TOLD)):
        found[row.subject].append(json.loads(row.facts)["channel"])
    return found


def _channels(of: str, *more: sa.Column) -> sa.Table:
    target = of.split(".", maxsplit=1)[0]
    listed = ", ".join(f"'{each}'" for each in CHANNELS)
    return op.create_table(
        "payment_channel",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        *more,
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.CheckConstraint(f"channel IN ({listed})", name=op.f("ck_payment_channel_channel")),
        sa.ForeignKeyConstraint(["purchase_id"], [of], name=op.f(f"fk_payment_channel_purchase_id_{target}")),
        sa.PrimaryKeyConstraint(
            "purchase_id", *(each.name for each in more), name=op.f("pk_payment_channel")
        ),
    )


def _warrants() -> None:
    op.create_table(
        "payment_warrant",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("spp_number", sa.String(length=60), nullable=False),
        sa.Column("spp_on", sa.Date(), nullable=False),
        sa.Column("spm_number", sa.String(length=60), nullable=False),
        sa.Column("spm_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("spp_on <= spm_on", name=op.f("ck_payment_warrant_order")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_payment_warrant_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_payment_warrant_recorded_by_person")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", name=op.f("pk_payment_warrant")),
    )
    make_append_only("payment_warrant")
