"""A small market for tests: a verified vendor with a published listing, an office with people and a budget."""

from datetime import timedelta

import pytest

from domain import clock
from domain.budgets import actions as budgets
from domain.catalogue import actions as catalogue
from domain.catalogue.rules import Offer
from domain.people import queries as people
from domain.people.rules import SYSTEM, Actor, Role
from domain.purchases import actions
from domain.purchases.actions.delivering import Arrived
from domain.region import current
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.people import make_person
from tests.support.places import make_vendor

OFFICE_ROLES = (
    Role.REQUESTER,
    Role.PROCURER,
    Role.SIGNER,
    Role.RECEIVER,
    Role.FINANCE_VERIFIER,
    Role.TREASURER,
)
ADMIN = Actor(None, Role.ADMIN)


class Market:
    """People by role, a vendor, listings and a budget line; `buy` walks a purchase as far as asked."""

    def __init__(self, ceiling: int = 50_000_000):
        office = people.offices()[0].code
        self.office = office
        self.people = {role: make_person(role, scope=office) for role in OFFICE_ROLES}
        self.vendor_id = make_vendor("Dapur Contoh", npwp="0000000000000001")
        self.owner = make_person(Role.VENDOR_OWNER, scope=str(self.vendor_id))
        with write():
            line = budgets.add_budget_line(
                SYSTEM,
                office_code=office,
                fiscal_year=clock.fiscal_year(),
                name="Rapat",
                ceiling=ceiling,
            )
            self.budget_id = line.id
        self.listing = self.sell("Keripik apel", price=12_500, stock=100)

    def actor(self, role: Role) -> Actor:
        return self.owner.actor if role is Role.VENDOR_OWNER else self.people[role].actor

    def sell(self, name: str, *, price: int, stock: int) -> int:
        """Publish a listing; returns its id."""
        shelf = next(each for each in current().categories.values() if each.object_kind == "goods" and not any(
            other.parent == each.code for other in current().categories.values()
        ))  # fmt: skip
        offer = Offer(
            name=name, description="Enak dan baru.", unit=shelf.unit, price=price, stock=stock,
            category_code=shelf.code,
        )  # fmt: skip
        with write():
            listing = catalogue.draft_listing(self.owner.actor, offer=offer, send=True)
            catalogue.move_listing(ADMIN, listing.code, "publish")
            return listing.id

    def draft(self, quantity: int = 4, listing: int | None = None) -> str:
        """A draft with everything filled in; returns its code."""
        buyer = self.actor(Role.PROCURER)
        with write():
            actions.add_to_basket(buyer, listing_id=listing or self.listing, quantity=quantity)
            code = actions.draft_purchases(buyer)[0].code
        with write():
            actions.change_draft(
                buyer, code, version=None, budget_line_id=self.budget_id, deliver_to="Ruang rapat",
                deliver_by=clock.today() + timedelta(days=0), payment_way=PaymentWay.LS,
            )  # fmt: skip
        return code

    def step(self, role: Role, verb: str, code: str, **how):
        """One step of a purchase, in a write block of its own."""
        with write():
            return getattr(actions, verb)(self.actor(role), code, version=None, **how).state

    def until_issued(self, quantity: int = 4) -> str:
        code = self.draft(quantity)
        self.step(Role.PROCURER, "submit", code)
        self.step(Role.SIGNER, "approve", code)
        return code

    def until_received(self, quantity: int = 4) -> str:
        code = self.until_issued(quantity)
        self.step(Role.VENDOR_OWNER, "accept", code)
        self.step(Role.VENDOR_OWNER, "ship", code, quantities=[quantity])
        self.step(Role.RECEIVER, "receive", code, arrived=[Arrived(quantity)])
        return code

    def until_invoiced(self, quantity: int = 4) -> str:
        code = self.until_received(quantity)
        self.step(Role.SIGNER, "hand_over", code)
        self.step(Role.VENDOR_OWNER, "invoice", code)
        return code

    def until_verified(self, quantity: int = 4) -> str:
        code = self.until_invoiced(quantity)
        self.step(Role.FINANCE_VERIFIER, "verify", code)
        return code


@pytest.fixture
def market(within):
    """For tests of actions (inside an app context)."""
    return Market()
