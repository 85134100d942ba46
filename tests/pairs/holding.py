"""What must hold after every step, worked out from raw rows by rules of this file's own, not by the code it judges."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from domain.db import db
from domain.purchases.rules import MOVES

TABLES = (
    "basket_line", "budget_line", "event_move", "handover", "handover_line", "journal_head", "listing",
    "negotiation_round", "number_series", "order_rating", "paper", "paper_void", "payment", "purchase",
    "purchase_addendum",
    "purchase_claim", "purchase_claim_line", "purchase_line", "purchase_milestone", "purchase_tax", "receipt",
    "receipt_line", "rental_booking", "rental_checklist", "rental_checklist_line", "rental_day", "shipment",
    "shipment_line", "term_payment",
)  # fmt: skip
NOTHING_TAKEN = {"draft", "returned", "expired", "cancelled", "declined"}
SPENT = {"paid", "done"}
APART = (
    ("signer_id", "payer_id"), ("verifier_id", "payer_id"), ("receiver_id", "negotiator_id"),
    ("negotiator_id", "signer_id"),
)  # fmt: skip
PAPERS = {  # a kind, and the steps that issue one each
    "surat_pesanan": ("approve",),
    "ba_negosiasi": ("agree",),
    "surat_jalan": ("ship",),
    "tanda_terima": ("receive", "take_over"),
    "ba_pemeriksaan": ("receive", "check_back", "settle"),
    "bast": ("hand_over",),
    "invoice": ("invoice",),
    "kuitansi": ("pay",),
    "ba_pembayaran": ("pay",),
}
UNCOUNTED = {
    "purchase.drafted",
    "purchase.repeated",
    "purchase.split_suspected",
}  # these leave the version alone
Rows = dict[str, list[dict[str, Any]]]
LEGAL = {
    (move.verb, hat.value, before.value, after.value)
    for move in MOVES
    for hat in move.by
    for before in move.source
    for after in move.targets
}


def rows_of(connection: Connection) -> Rows:
    """Every row of every table a step may touch, in a stable order."""
    found: Rows = {}
    for name in TABLES:
        table = db.metadata.tables[name]
        asked = select(table).order_by(*table.primary_key.columns)
        found[name] = [dict(row) for row in connection.execute(asked).mappings()]
    return found


def told(connection: Connection) -> list[dict[str, Any]]:
    """The journal of all purchases, oldest first."""
    table = db.metadata.tables["journal"]
    asked = select(table).where(table.c.event.like("purchase.%")).order_by(table.c.seq)
    return [dict(row) | {"facts": json.loads(row["facts"])} for row in connection.execute(asked).mappings()]


def broken(rows: Rows, journal: list[dict[str, Any]], stock: dict[int, int]) -> list[str]:
    """What does not hold; empty when all does. `stock` is what lay on each shelf before anybody bought."""
    return [
        *_shelf(rows, stock), *_budget(rows), *_days(rows), *_money(rows), *_papers(rows, journal), *_duties(rows),
        *_replay(rows, journal),
    ]  # fmt: skip


def _state(purchase: dict[str, Any]) -> str:
    return str(getattr(purchase["state"], "value", purchase["state"]))


def _shelf(rows: Rows, stock: dict[int, int]) -> Iterator[str]:
    running = {row["id"] for row in rows["purchase"] if _state(row) not in NOTHING_TAKEN}
    taken = Counter[int]()
    for line in rows["purchase_line"]:
        if line["purchase_id"] in running and line["start_day"] is None:
            taken[line["listing_id"]] += line["quantity"] - line["dropped"]
    for listing in rows["listing"]:
        due = stock[listing["id"]] - taken[listing["id"]]
        if listing["stock"] != due or listing["stock"] < 0:
            yield f"stok {listing['id']}: {listing['stock']}, seharusnya {due}"


def _budget(rows: Rows) -> Iterator[str]:
    parts = Counter[int]()
    for each in rows["term_payment"]:
        parts[each["purchase_id"]] += each["gross"]
    whole = {each["purchase_id"]: each["gross"] for each in rows["payment"]}
    for line in rows["budget_line"]:
        mine = [row for row in rows["purchase"] if row["budget_line_id"] == line["id"]]
        held = sum(
            row["total"] - parts[row["id"]] for row in mine if _state(row) not in NOTHING_TAKEN | SPENT
        )
        spent = sum(whole.get(row["id"], parts[row["id"]]) for row in mine)
        if (line["held"], line["spent"]) != (held, spent):
            yield f"anggaran: {line['held']}/{line['spent']}, seharusnya {held}/{spent}"
        if held < 0 or held + spent > line["ceiling"]:
            yield "pagu terlewati"


def _days(rows: Rows) -> Iterator[str]:
    """Units gone on a day, by the bookings that stand; each running rental stands in one booking a line."""
    gone = Counter[tuple[int, Any]]()
    for each in rows["rental_booking"]:
        if each["released_at"] is None:
            for day in _each_day(each):
                gone[each["listing_id"], day] += each["quantity"]
    for each in rows["rental_day"]:
        if (
            each["taken"] != gone.pop((each["listing_id"], each["day"]), 0)
            or each["taken"] > each["capacity"]
        ):
            yield f"hari sewa {each['day']}"
    if gone:
        yield "hari terpesan tidak tercatat"
    standing = {each["subject"] for each in rows["rental_booking"] if each["released_at"] is None}
    running = {
        f"P{row['id']:04}" for row in rows["purchase"]
        if _state(row) not in NOTHING_TAKEN and _kind(row) == "rental"
    }  # fmt: skip
    if {code for code in standing if code.startswith("P")} != running:
        yield f"hari dipegang {sorted(standing)}, pesanan berjalan {sorted(running)}"


def _kind(purchase: dict[str, Any]) -> str:
    return str(getattr(purchase["kind"], "value", purchase["kind"]))


def _each_day(booking: dict[str, Any]) -> Iterator[Any]:
    day = booking["gone_from"]
    while day < booking["gone_to"]:
        yield day
        day += timedelta(days=1)


def _money(rows: Rows) -> Iterator[str]:
    paid = Counter[int]()
    for each in (*rows["handover"], *rows["term_payment"], *rows["payment"]):
        gross = each.get("gross", each.get("total"))
        if gross != each["withheld"] + each.get("penalty", 0) + each["net"]:
            yield "potongan dan bersih tidak berjumlah bruto"
    for each in rows["handover"]:
        paid[each["purchase_id"]] += each["total"] if each["paid"] else 0
    payment = {each["purchase_id"]: each["gross"] for each in rows["payment"]}
    for row in rows["purchase"]:
        lines = [line for line in rows["purchase_line"] if line["purchase_id"] == row["id"]]
        base = sum(
            (line["quantity"] - line["dropped"]) * line["price"] + line["delivery_fee"] for line in lines
        )
        if row["base"] != base and _state(row) not in ("cancelled",):
            yield f"harga {row['base']}, seharusnya {base}"
        if row["total"] != row["base"] + row["added_tax"] or row["net"] != row["total"] - row["withheld"]:
            yield "jumlah pesanan tidak pas"
        if _state(row) in SPENT and payment.get(row["id"]) != row["total"]:
            yield "yang dibayar bukan nilai pesanan"
        if _kind(row) == "product" and _state(row) in SPENT and paid[row["id"]] != row["total"]:
            yield "BAST yang dibayar tidak berjumlah nilai pesanan"


def _papers(rows: Rows, journal: list[dict[str, Any]]) -> Iterator[str]:
    series: dict[tuple, list[int]] = {}
    for paper in sorted(rows["paper"], key=lambda each: each["seq"]):
        series.setdefault((paper["kind"], paper["owner"], paper["year"]), []).append(paper["seq"])
    last = {(each["kind"], each["owner"], each["year"]): each["last_seq"] for each in rows["number_series"]}
    if any(seqs != list(range(1, last.get(key, 0) + 1)) for key, seqs in series.items()):
        yield "nomor surat berlubang atau ganda"
    numbers = Counter(paper["number"] for paper in rows["paper"])
    if any(count > 1 for count in numbers.values()):
        yield "satu nomor pada dua surat"
    issued = Counter(
        (
            paper["subject"],
            str(getattr(paper["kind"], "value", paper["kind"])).replace("spk", "surat_pesanan"),
        )
        for paper in rows["paper"]
    )
    done = Counter((each["subject"], each["event"].removeprefix("purchase.")) for each in journal)
    for row in rows["purchase"]:
        code = f"P{row['id']:04}"
        for kind, verbs in PAPERS.items():
            if issued[code, kind] != sum(done[code, verb] for verb in verbs):
                yield f"{kind}: {issued[code, kind]} surat"


def _duties(rows: Rows) -> Iterator[str]:
    for row in rows["purchase"]:
        for one, other in APART:
            if row[one] is not None and row[one] == row[other] and not row["kpa_decree"]:
                yield f"{one} dan {other} satu orang"


def _replay(rows: Rows, journal: list[dict[str, Any]]) -> Iterator[str]:
    """The entries alone, one after the other, give back the state and the version of every purchase."""
    for row in rows["purchase"]:
        mine = [each for each in journal if each["subject"] == f"P{row['id']:04}"]
        steps = [each for each in mine if "after" in each["facts"]]
        for each in steps:
            step = each["event"].removeprefix("purchase."), each["hat"], each["facts"]["before"]
            if (*step, each["facts"]["after"]) not in LEGAL:
                yield f"langkah {step} tidak ada di tabel"
        if any(one["facts"]["after"] != two["facts"]["before"] for one, two in pairwise(steps)):
            yield "jurnal melompat"
        if _state(row) != (steps[-1]["facts"]["after"] if steps else "draft"):
            yield f"keadaan {_state(row)} bukan yang diceritakan jurnal"
        counted = 1 + sum(each["event"] not in UNCOUNTED for each in mine)
        if row["version"] != counted:
            yield f"versi {row['version']}, seharusnya {counted}"
