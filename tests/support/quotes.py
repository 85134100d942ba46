"""Three organisers and an office in tests, and a request for quotation among them."""

from dataclasses import replace

from domain import clock
from domain.catalogue.packages.rules import Milestone
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import Role, VendorKind
from domain.purchases.quotes import actions
from domain.purchases.quotes.rules import OfferLine
from domain.writing import write
from tests.support.market import Market
from tests.support.packages import PACKAGE, organise
from tests.support.people import make_person
from tests.support.places import make_vendor

TWO = (Milestone("Awal", "Bahan siap", 40, -3), Milestone("Akhir", "Acara selesai", 60, 0))
LINES = (OfferLine("Makan siang", 40, 50_000), OfferLine("Pemandu", 1, 34_000_000))  # 36.000.000


class Fair(Market):
    """A market with three companies that organise; the first is the market's own. `packages` are their listings."""

    def __init__(self):
        super().__init__()
        ids = [self.vendor_id, make_vendor("Arung Contoh"), make_vendor("Kelana Contoh")]
        self.owners = [self.owner, *(make_person(Role.VENDOR_OWNER, scope=str(each)) for each in ids[1:])]
        self.vendors = ids
        with write():
            for each in ids:
                db.session.get_one(Vendor, each).kind = VendorKind.COMPANY
        self.packages = [organise(owner.actor, name=f"Paket {n}") for n, owner in enumerate(self.owners)]
        self.day, self.answer_by = clock.today() + 20 * DAY, clock.today() + 5 * DAY

    def per_person(self, price: int) -> int:
        """A package of the second company, priced for one of its people."""
        package = replace(PACKAGE, per_person=True)
        return organise(self.owners[1].actor, package, name="Per orang", price=price)

    def ask(self, packages: list[int] | None = None, **change) -> int:
        said = {
            "packages": self.packages if packages is None else packages, "day": self.day, "people": 40,
            "place": "Tepi sungai", "wishes": "Pelatihan sehari.", "answer_by": self.answer_by,
            "budget_line_id": self.budget_id,
        }  # fmt: skip
        with write():
            return actions.ask(self.actor(Role.PROCURER), **said | change).id

    def offer(self, number: int, vendor: int, *, lines=LINES, version: int | None = None, **change):
        said = {"milestones": TWO, "valid_until": self.answer_by + 5 * DAY, "note": "Termasuk pajak daerah."}
        with write():
            return actions.answer(
                self.owners[vendor].actor, number, version=version or self.version(number), lines=lines,
                **said | change,
            ).base  # fmt: skip

    def decline(self, number: int, vendor: int, reason: str = "Sudah ada acara lain."):
        with write():
            actions.decline(self.owners[vendor].actor, number, version=self.version(number), reason=reason)

    def take(self, number: int, vendor: int, reason: str = "") -> str:
        with write():
            return actions.take(
                self.actor(Role.PROCURER), number, version=self.version(number),
                vendor_id=self.vendors[vendor], reason=reason,
            ).code  # fmt: skip

    @staticmethod
    def version(number: int) -> int:
        from domain.people.rules import SYSTEM
        from domain.purchases.quotes import queries

        return queries.get(SYSTEM, number).version
