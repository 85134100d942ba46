"""What the screen of one purchase shows, gathered once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain import region
from domain.budgets.models import BudgetLine
from domain.kinds import FulfilmentKind
from domain.moves import Move
from domain.papers.rules import ORDERS
from domain.people.rules import VENDOR_HATS, Actor, VendorStatus
from domain.people.vendors import rules as vendor_rules
from domain.purchases import (
    events,
    executing,
    kept_back,
    lanes,
    lateness,
    milestones,
    offers,
    queries,
    repeating,
    rules,
    seen_papers,
)
from domain.purchases.addenda import queries as addenda
from domain.purchases.addenda.queries import ShownAddendum
from domain.purchases.audit import flags
from domain.purchases.events import Event
from domain.purchases.kept_back import KeptBack
from domain.purchases.lanes import LaneTold
from domain.purchases.lateness import NOT_LATE, Lateness
from domain.purchases.lists import title_of
from domain.purchases.looks import Look, ShownMilestone, looks_of, shown
from domain.purchases.memory.queries import Memory, memory_of
from domain.purchases.milestones import PurchaseMilestone, Term
from domain.purchases.models import Purchase, PurchaseLine, PurchaseTax
from domain.purchases.negotiation.shown import Negotiation, negotiation_of, rounds_left
from domain.purchases.offers import Change
from domain.purchases.path import Stage, stages_of
from domain.purchases.penalties import Penalty
from domain.purchases.progress import Progress, idle_verbs, progress_of
from domain.purchases.quotes import queries as quotes
from domain.purchases.quotes.models import QuoteAnswer
from domain.purchases.ratings.models import OrderRating
from domain.purchases.ratings.queries import closed_verbs, rating_of
from domain.purchases.repeating import Reissue
from domain.purchases.rules import Duties
from domain.purchases.seen_papers import ShownPaper
from domain.purchases.states import BESIDE, ENDED, State
from domain.tax.model import ADDED, CollectedBy
from domain.tax.reasons import NAMES


class ShownTax(NamedTuple):
    name: str
    amount: int
    added: bool
    withheld: bool
    why: str


@dataclass(frozen=True)
class PurchasePage:
    """A purchase for whoever may see it. `moves` are this hat's buttons, by verb."""

    code: str
    version: int
    state: State
    label: str
    number: str
    office: str
    vendor: str
    vendor_id: int
    vendor_stopped: str
    bank_changed_at: datetime | None
    title: str
    lines: tuple[PurchaseLine, ...]
    taxes: tuple[ShownTax, ...]
    base: int
    total: int
    withheld: int
    net: int
    budget: BudgetLine | None
    deliver_to: str
    deliver_by: date | None
    contact: str
    contact_phone: str
    payment_way: str
    external_number: str
    note: str
    reason: str
    lane: LaneTold
    hps: int | None
    hps_source: str
    reserved_until: datetime | None
    accept_by: datetime | None
    pay_by: datetime | None
    requester: str
    executor: str
    duties: Duties
    stages: tuple[Stage, ...]
    papers: tuple[ShownPaper, ...]
    changes: tuple[Change, ...]
    milestones: tuple[ShownMilestone, ...]
    term: Term | None
    fine: Penalty
    kept: tuple[KeptBack, ...]
    progress: Progress
    is_product: bool
    is_rental: bool
    looks: tuple[Look, ...]
    late: Lateness
    moves: dict[str, Move[State]]
    split: str
    different: tuple[str, ...]
    may_repeat: bool
    reissue: Reissue | None
    cancel_words: str
    negotiation: Negotiation | None
    quote: int | None
    memory: tuple[Memory, ...]
    rating: OrderRating | None
    addendum: ShownAddendum | None

    @property
    def due_net(self) -> int:
        """What the next payment brings the vendor: of the running term, else of the whole order."""
        return self.term.net if self.term else self.net


def purchase_page(actor: Actor, code: str) -> PurchasePage:
    """Everything one page of a purchase shows. Raises NotVisible."""
    purchase = queries.whole(actor, code)
    issued = seen_papers.of(actor, purchase)
    inside = actor.hat not in VENDOR_HATS or purchase.state not in queries.NOT_YET_ISSUED
    event, progress, taken = events.event_of(purchase), progress_of(purchase), quotes.taken_for(purchase)
    carried = _carried_out(purchase, event, progress, taken)
    return PurchasePage(
        code=purchase.code,
        version=purchase.version,
        state=purchase.state,
        label=purchase.label,
        number=next((each.number for each in issued if each.kind in ORDERS), ""),
        office=purchase.office.name,
        vendor=purchase.vendor.legal_name,
        vendor_id=purchase.vendor_id,
        vendor_stopped=_stopped(purchase),
        bank_changed_at=purchase.vendor.bank_changed_at,
        title=title_of(purchase.lines),
        lines=tuple(purchase.lines),
        taxes=tuple(_tax(tax) for tax in purchase.taxes),
        base=purchase.base or sum(line.amount for line in purchase.lines),
        total=purchase.total,
        withheld=purchase.withheld,
        net=purchase.net,
        budget=purchase.budget_line,
        deliver_to=purchase.deliver_to,
        deliver_by=purchase.deliver_by,
        contact=purchase.contact,
        contact_phone=purchase.contact_phone,
        payment_way=purchase.payment_way.value.upper(),
        external_number=purchase.external_number,
        note=purchase.note,
        reason=purchase.reason if inside else "",
        lane=lanes.told(purchase),
        hps=purchase.hps if actor.hat not in VENDOR_HATS else None,
        hps_source=purchase.hps_source,
        reserved_until=purchase.reserved_until,
        accept_by=purchase.accept_by if purchase.state is State.ISSUED else None,
        pay_by=_pay_by(purchase),
        requester=purchase.negotiator.name,
        duties=purchase.duties,
        stages=tuple(stages_of(purchase)),
        papers=tuple(seen_papers.shown(paper) for paper in issued),
        changes=tuple(_changes(purchase)) if inside and not taken else (),
        **carried,
        moves=_moves(actor, purchase, event, progress, taken, carried["fine"]),
        **_around(actor, purchase, inside=inside, compared=bool(taken)),
    )  # fmt: skip


def _around(actor: Actor, purchase: Purchase, *, inside: bool, compared: bool) -> dict[str, Any]:
    """What other orders say about this one, for the office: it looks split from them, or repeats one of them.

    An offer was `compared` with others already: the prices of the past say nothing new.
    """
    remembers = inside and not compared and purchase.state in queries.NOT_YET_ISSUED
    return {
        "executor": executing.words_of(purchase, actor),
        "split": _split_words(purchase) if inside else "",
        "different": repeating.differences(purchase) if inside else (),
        "rating": rating_of(purchase),
        "addendum": addenda.shown(purchase, addenda.waiting(purchase)),
        "memory": memory_of(purchase) if remembers else (),
        "reissue": repeating.reissue_of(purchase) if actor.hat not in VENDOR_HATS else None,
        "may_repeat": repeating.may_repeat(purchase.state, purchase.kind),
    }


def _carried_out(
    purchase: Purchase, event: Event | None, progress: Progress, taken: QuoteAnswer | None
) -> dict[str, Any]:
    """What only a rental or only an organiser's order has."""
    is_rental = purchase.kind is FulfilmentKind.RENTAL
    planned = milestones.of(purchase) if purchase.kind is FulfilmentKind.ORGANISER else []
    looks = looks_of(purchase)
    return {
        "negotiation": negotiation_of(purchase),
        "quote": taken.quote_id if taken else None,
        "cancel_words": events.cancel_words(purchase, event),
        "milestones": tuple(shown(each) for each in planned),
        **_kept_back(purchase, planned, progress, looks[0].at if looks else None),
        "progress": progress,
        "is_product": purchase.kind is FulfilmentKind.PRODUCT,
        "is_rental": is_rental,
        "looks": looks,
        "late": lateness.of(purchase) if is_rental else NOT_LATE,
    }


def _kept_back(
    purchase: Purchase, planned: list[PurchaseMilestone], progress: Progress, out: datetime | None
) -> dict[str, Any]:
    """The payment that is next, what the next BAST keeps back for lateness, and what others did."""
    decided = purchase.handed_over_at is not None or any(each.term for each in planned)
    paid_whole = purchase.payment is not None and not purchase.payment.penalty
    kept = kept_back.of(purchase) if decided and not paid_whole else []
    term = milestones.running_term(purchase, planned)
    if term is None and purchase.state in BESIDE:
        term = kept_back.of_rental(purchase, kept)
    fine = progress.next.penalty if progress.next else kept_back.pending(purchase, planned, out)
    return {
        "term": kept_back.less(term, kept) if term and planned else term or progress.term,
        "kept": tuple(kept),
        "fine": fine,
    }


def _moves(
    actor: Actor,
    purchase: Purchase,
    event: Event | None,
    progress: Progress,
    taken: QuoteAnswer | None,
    fine: Penalty,
) -> dict[str, Move[State]]:
    """The buttons of this hat; of a vendor's staff those its owner gave. An event moves while its package lets it."""
    found = rules.moves_for(purchase.state, actor.hat, purchase.kind)
    offered = {move.verb: move for move in found if rules.has_right(actor, move.verb)}
    if not events.may_move(event):
        offered.pop("move_event", None)
    closed = idle_verbs(purchase, progress) | closed_verbs(purchase)
    if purchase.kind is not FulfilmentKind.PRODUCT and not fine.amount:
        closed.add("waive")
    if purchase.state in addenda.CHANGED_IN:
        closed |= addenda.closed_verbs(addenda.waiting(purchase))
    closed |= executing.closed_verbs(actor, purchase)
    closed |= set() if rounds_left(purchase) and not taken else {"offer", "counter"}
    return {verb: move for verb, move in offered.items() if verb not in closed}


def _split_words(purchase: Purchase) -> str:
    """Why it looks split from others nearby, while somebody can still think again; empty when it does not."""
    if purchase.state not in queries.NOT_YET_ISSUED:
        return ""
    split = flags.split_of(purchase)
    return split.words if split else ""


def _stopped(purchase: Purchase) -> str:
    """Why nothing new may be ordered of the vendor, while this order is not binding yet; else nothing."""
    if purchase.state not in queries.NOT_YET_ISSUED or purchase.vendor.status is VendorStatus.VERIFIED:
        return ""
    return vendor_rules.STOPPED


def _changes(purchase: Purchase) -> list[Change]:
    """What moved on the shelf while nobody has signed yet. Stock held for a submitted one is its own."""
    if purchase.state not in queries.NOT_YET_ISSUED:
        return []
    found = offers.changes(purchase, queries.shelf_of(purchase))
    held = purchase.state in (State.OFFERED, State.COUNTERED, State.AWAITING_APPROVAL)
    return [change for change in found if change.price_changed] if held else found


def _tax(tax: PurchaseTax) -> ShownTax:
    withheld = tax.collected_by is not CollectedBy.VENDOR
    return ShownTax(NAMES[tax.code], tax.amount, tax.code in ADDED, withheld, tax.why)


def _pay_by(purchase: Purchase) -> datetime | None:
    if purchase.handed_over_at is None or purchase.state in ENDED or purchase.paid_at:
        return None
    return purchase.handed_over_at + timedelta(days=region.current().purchasing.payment_due_days)
