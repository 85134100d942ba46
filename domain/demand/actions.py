"""Watch for needs, be told of them, close them. None commits."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, update

from domain import clock, journal, region
from domain.db import db
from domain.demand import queries, rules
from domain.demand.models import Need, NeedNotice, NeedWatch
from domain.demand.rules import NeedState, Watch
from domain.errors import NotVisible
from domain.people import queries as people
from domain.people.models import Vendor
from domain.people.rules import Actor, VendorStatus


def watch(actor: Actor, *, category: str, village: str) -> NeedWatch:
    """Tell the actor's vendor of needs of a category from now on; a second time nothing changes."""
    number = queries.vendor_id(actor)
    db.session.scalar(select(Vendor).where(Vendor.id == number).with_for_update(key_share=True))
    mine = select(func.count()).where(NeedWatch.vendor_id == number)
    rules.check_watch(db.session.scalar(mine) or 0, known=category in region.current().categories)
    if village:
        people.village(village)
    key = (number, category, village)
    row = db.session.get(NeedWatch, key)
    if row is None:
        row = NeedWatch(vendor_id=number, category_code=category, village_code=village)
        db.session.add(row)
        db.session.flush()
    journal.record(actor, "need.watched", f"vendor:{number}", category=category, village=village)
    return row


def unwatch(actor: Actor, *, category: str, village: str) -> None:
    """Say no more of it; nothing happens when it was not watched."""
    number = queries.vendor_id(actor)
    gone = delete(NeedWatch).where(
        NeedWatch.vendor_id == number,
        NeedWatch.category_code == category,
        NeedWatch.village_code == village,
    )
    db.session.execute(gone)
    journal.record(actor, "need.unwatched", f"vendor:{number}", category=category, village=village)


def mark_seen(actor: Actor) -> None:
    """Everything the vendor was told of so far has been seen."""
    mine = NeedNotice.vendor_id == queries.vendor_id(actor)
    db.session.execute(
        update(NeedNotice).where(mine, NeedNotice.seen_at.is_(None)).values(seen_at=clock.now())
    )
    journal.record(actor, "need.notices_seen", f"vendor:{actor.scope}")


def close(actor: Actor, number: int) -> Need:
    """The office bought it, or no longer wants it. Raises NotVisible, Stale."""
    need = queries.get(number, lock=True)
    if not queries.may_close(actor, need):
        raise NotVisible(str(number))
    rules.check_close(need.state)
    need.state = NeedState.CLOSED
    journal.record(actor, "need.closed", f"need:{need.id}", office=need.office_code)
    return need


def tell(needs: Iterable[Need]) -> int:
    """Tell every verified vendor that watches for one of these needs, once each; how many notices."""
    wanted = {need.id: need for need in needs}
    watches = _watches()
    told = select(NeedNotice.vendor_id, NeedNotice.need_id).where(NeedNotice.need_id.in_(wanted))
    before = {tuple(row) for row in db.session.execute(told)}
    fresh = [
        {"vendor_id": vendor, "need_id": need.id, "at": clock.now()}
        for need in wanted.values()
        for vendor in sorted(_concerned(need, watches))
        if (vendor, need.id) not in before
    ]
    if fresh:
        db.session.execute(insert(NeedNotice), fresh)
    return len(fresh)


def _watches() -> list[Watch]:
    found = select(NeedWatch.vendor_id, NeedWatch.category_code, NeedWatch.village_code)
    found = found.join(Vendor, Vendor.id == NeedWatch.vendor_id)
    verified = found.where(Vendor.status == VendorStatus.VERIFIED)
    return [Watch(*row) for row in db.session.execute(verified)]


def _concerned(need: Need, watches: list[Watch]) -> set[int]:
    category = region.current().categories.get(need.category_code or "")
    above = [category.parent] if category and category.parent else []
    return rules.concerned(need.category_code, need.village_code, above=above, watches=watches)
