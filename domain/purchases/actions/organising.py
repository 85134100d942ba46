"""An organiser's order: a package and a day in the basket, milestones reported and accepted, paid term by term."""

from datetime import date

from domain import clock, journal
from domain.budgets import actions as budgets
from domain.catalogue import queries as catalogue
from domain.catalogue.packages import queries as packages
from domain.catalogue.packages import rules as package_rules
from domain.catalogue.rental.rules import DAY, Period
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import line_amount
from domain.people.rules import PUBLIC, Actor
from domain.pictures import Picture
from domain.purchases import milestones, rules
from domain.purchases.actions.steps import begin, finish
from domain.purchases.milestones import PurchaseMilestone, Stage, Term, TermPayment
from domain.purchases.models import BasketLine, Payment, Purchase
from domain.purchases.quotes import queries as quotes
from domain.purchases.rented import Choice, columns


def book_event(actor: Actor, *, listing_id: int, day: date, people: int) -> BasketLine:
    """Put a package for a day and so many people in the basket. Raises NotVisible, RuleBroken."""
    listing = catalogue.get(PUBLIC, listing_id)
    if listing.kind is not FulfilmentKind.ORGANISER:
        raise NotVisible(str(listing_id))
    package = packages.package_of(listing.id, listing.version)
    package_rules.check_event(day, people, package, today=clock.today(), lead_days=listing.lead_days)
    said = columns(
        catalogue.version(listing.id, listing.version), Choice(Period(day, day + DAY), people=people)
    )
    price = said.pop("price")
    said.pop("unit")
    quantity = people if package.per_person else 1
    line_amount(quantity, price)
    line = db.session.get(BasketLine, (actor.person_id, listing.id))
    if line is None:
        line = BasketLine(person_id=actor.person_id, listing_id=listing.id)
    for name, value in said.items():
        setattr(line, name, value)
    line.quantity, line.price_seen, line.version_seen = quantity, price, listing.version
    db.session.add(line)
    db.session.flush()
    journal.record(actor, "basket.put", f"listing:{listing.id}", quantity=quantity, day=day.isoformat())
    return line


def lay_out(purchase: Purchase) -> None:
    """Copy the milestones of the offer or the package an order was made from; nothing for other orders."""
    if purchase.kind is not FulfilmentKind.ORGANISER:
        return
    taken = quotes.taken_for(purchase)
    for line in purchase.lines:
        assert line.start_day is not None
        package = packages.package_of(line.listing_id, line.listing_version)
        planned = taken.offer_milestones if taken else package.milestones
        for position, each in enumerate(planned, start=1):
            db.session.add(
                PurchaseMilestone(
                    purchase_id=purchase.id, position=position, name=each.name, deliverable=each.deliverable,
                    weight=each.weight, due=each.due(line.start_day),
                )
            )  # fmt: skip
    db.session.flush()


def report(
    actor: Actor,
    code: str,
    *,
    version: int | None,
    through: int,
    words: str,
    picture: Picture | None = None,
) -> Purchase:
    """The vendor reports milestones as done, up to the one at position `through`. Raises RuleBroken."""
    purchase = begin(actor, code, "report", version)
    done = [
        each for each in milestones.of(purchase) if each.stage is Stage.PLANNED and each.position <= through
    ]
    if not done:
        raise RuleBroken("Pilih tahap yang sudah selesai.", field="through")
    if not words.strip():
        raise RuleBroken("Tulis apa yang sudah dikerjakan.", field="words")
    for each in done:
        each.stage, each.report, each.reported_at = Stage.REPORTED, words.strip(), clock.now()
        if picture:
            each.photo_key, each.photo_bytes = picture.large, picture.large_bytes
    return finish(actor, purchase, "report", through=through)


def approve_stage(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The office finds what was reported as agreed."""
    purchase = begin(actor, code, "approve_stage", version)
    rules.check_separation(purchase.duties._replace(receiver=actor.person_id))
    purchase.receiver_id = actor.person_id
    _move(purchase, Stage.REPORTED, Stage.ACCEPTED)
    return finish(actor, purchase, "approve_stage")


def return_stage(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """Not as agreed: back to the vendor with a reason."""
    purchase = begin(actor, code, "return_stage", version)
    rules.check_reason(reason)
    _move(purchase, Stage.REPORTED, Stage.PLANNED)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "return_stage")


def open_term(purchase: Purchase) -> Term | None:
    """What was accepted gets the next BAST and becomes the term to pay; None for orders without milestones."""
    found = milestones.of(purchase)
    if not found:
        return None
    n = max((each.term or 0 for each in found), default=0) + 1
    for each in found:
        if each.stage is Stage.ACCEPTED:
            each.stage, each.term = Stage.HANDED_OVER, n
    db.session.flush()
    return milestones.term_of(purchase, found, n)


def pay_term(
    actor: Actor, purchase: Purchase, term: Term, *, proof_number: str, paid_on: date
) -> TermPayment:
    """Keep the payment of a term and spend its part of the budget; after the last one the order has its payment."""
    assert actor.person_id is not None
    assert purchase.budget_line_id is not None
    payment = TermPayment(
        purchase_id=purchase.id, n=term.n, proof_number=proof_number, paid_on=paid_on, gross=term.total,
        withheld=term.withheld, penalty=term.penalty, net=term.net, paid_by=actor.person_id,
    )  # fmt: skip
    db.session.add(payment)
    found = milestones.of(purchase)
    for each in found:
        if each.term == term.n:
            each.stage = Stage.PAID
    db.session.flush()
    budgets.spend(actor, purchase.budget_line_id, term.total, subject=purchase.code)
    if all(each.stage is Stage.PAID for each in found):
        kept = sum(each.penalty for each in milestones.payments_of(purchase))
        purchase.payment = Payment(
            way=purchase.payment_way, proof_number=proof_number, paid_on=paid_on, gross=purchase.total,
            withheld=purchase.withheld, penalty=kept, net=purchase.net - kept, paid_by=actor.person_id,
        )  # fmt: skip
        db.session.flush()
    return payment


def _move(purchase: Purchase, source: Stage, target: Stage) -> None:
    for each in milestones.of(purchase):
        if each.stage is source:
            each.stage = target
    db.session.flush()
