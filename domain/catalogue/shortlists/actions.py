"""Lock what is compared; record what came of it. None commits."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from domain import clock, journal
from domain.canonical import fingerprint
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rows import ListingRow, listing_rows, on_sale, row_of
from domain.catalogue.shortlists import queries, rules
from domain.catalogue.shortlists.models import Shortlist, ShortlistItem
from domain.catalogue.shortlists.rules import Outcome
from domain.db import db
from domain.people import queries as people
from domain.people.rules import Actor


def lock(
    actor: Actor,
    *,
    ids: Sequence[int],
    purpose: str,
    quantity: int | None,
    hides_names: bool,
    asked: Mapping[str, str],
    found: int,
) -> Shortlist:
    """Freeze the listings of these ids that are on sale, in this order, at most MOST. Raises RuleBroken."""
    rows = _on_sale(ids)
    rules.check_lock(purpose, len(rows))
    shortlist = Shortlist(
        office_code=people.office(actor.scope or "").code,
        made_by=actor.person_id,
        purpose=purpose.strip(),
        quantity=quantity,
        asked=dict(asked),
        found=max(found, len(rows)),
        hides_names=hides_names,
        sha256=_fingerprint(rows, purpose, asked),
    )
    db.session.add(shortlist)
    db.session.flush()
    for position, row in enumerate(rows, start=1):
        db.session.add(_item(shortlist.id, position, row))
    db.session.flush()
    journal.record(
        actor, "shortlist.locked", f"shortlist:{shortlist.id}",
        listings=[row.id for row in rows], versions=[row.version for row in rows], sha256=shortlist.sha256,
    )  # fmt: skip
    return shortlist


def _on_sale(ids: Sequence[int]) -> list[ListingRow]:
    wanted = [each for each in dict.fromkeys(ids) if 0 < each < 2**31][: rules.MOST]
    found = db.session.execute(listing_rows().where(on_sale(), Listing.id.in_(wanted)))
    return sorted((row_of(row) for row in found), key=lambda row: wanted.index(row.id))


def _fingerprint(rows: Sequence[ListingRow], purpose: str, asked: Mapping[str, str]) -> str:
    """Over what was asked and, of each listing, the fingerprint of its version and what stands beside it."""
    keys = [(row.id, row.version) for row in rows]
    said = select(ListingVersion.listing_id, ListingVersion.n, ListingVersion.sha256)
    said = said.where(ListingVersion.listing_id.in_([row.id for row in rows]))
    hashes = {(number, n): sha256 for number, n, sha256 in db.session.execute(said)}
    frozen = [
        [*key, hashes[key], row.vendor_id, row.vendor, row.village, row.size_class, row.stock]
        for key, row in zip(keys, rows, strict=True)
    ]
    return fingerprint({"purpose": purpose.strip(), "asked": dict(asked), "listings": frozen})


def _item(shortlist_id: int, position: int, row: ListingRow) -> ShortlistItem:
    return ShortlistItem(
        shortlist_id=shortlist_id, position=position, listing_id=row.id, listing_version=row.version,
        vendor_id=row.vendor_id, vendor_name=row.vendor, village=row.village, size_class=row.size_class,
        stock=row.stock,
    )  # fmt: skip


def decide(actor: Actor, number: int, *, outcome: str, position: int | None, reason: str) -> Shortlist:
    """Record what came of it: one was chosen, it was called off, or none would do."""
    shortlist = queries.get(actor, number, lock=True)
    after = Outcome(outcome)
    count = len(shortlist.items)
    rules.check_decision(shortlist.outcome, after, position=position, count=count, reason=reason)
    shortlist.outcome, shortlist.reason = after, reason.strip()
    shortlist.chosen = position if after is Outcome.CHOSEN else None
    shortlist.decided_by, shortlist.decided_at = actor.person_id, clock.now()
    journal.record(
        actor, f"shortlist.{after}", f"shortlist:{shortlist.id}", position=shortlist.chosen, count=count
    )
    return shortlist
