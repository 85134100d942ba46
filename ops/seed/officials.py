"""Demo offices that buy: their officials, their budgets, and the papers their sellers have."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import select

from domain import clock, region
from domain.budgets import actions as budgets
from domain.db import db
from domain.kinds import OfficeKind
from domain.people import actions as person_actions
from domain.people import queries
from domain.people.models import Vendor, VendorTaxProfile
from domain.people.rules import SYSTEM, Actor, Role, VendorKind
from domain.writing import write
from ops.seed.people import ADMIN, make

OFFICES = 6
FIRST_NUMBER = 200_000  # phones apart from those of the other seeds
ROLES = (
    Role.REQUESTER,
    Role.PROCURER,
    Role.SIGNER,
    Role.RECEIVER,
    Role.FINANCE_VERIFIER,
    Role.TREASURER,
)
# name, rekening belanja, ceiling in millions of rupiah from and to
BUDGETS = (
    ("Makanan dan minuman rapat", "5.1.02.01.01.0052", 250, 420),
    ("Alat tulis dan bahan kantor", "5.1.02.01.01.0024", 220, 380),
    ("Bahan kegiatan dan cendera mata", "5.1.02.01.01.0039", 240, 400),
)
MILLION = 1_000_000
Desks = Mapping[str, Mapping[Role, Actor]]


def seed_officials(rng: Random, password_hash: str) -> Desks:
    """One person per duty in each buying office: actors by office code and role. In an app context."""
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + 10_000))
    desks: dict[str, dict[Role, Actor]] = {}
    with write():
        for office in _buying_offices():
            people = {role: make(rng, numbers, role, password_hash, scope=office) for role in ROLES}
            for person in people.values():
                person_actions.note_nip(ADMIN, person_id=person.id, nip=f"{person.id:018}")
            desks[office] = {role: Actor(person.id, role, office) for role, person in people.items()}
        _lend_selection_group(desks, numbers, password_hash)
    return desks


def _lend_selection_group(
    desks: dict[str, dict[Role, Actor]], numbers: Iterator[int], password_hash: str
) -> None:
    """One person of the Pokja for each office, for what is too dear for its Pejabat Pengadaan."""
    chance, role = Random(len(desks)), Role.SELECTION_GROUP  # its own: the other people stay who they are
    for office, desk in desks.items():
        person = make(chance, numbers, role, password_hash, scope=office)
        person_actions.note_nip(ADMIN, person_id=person.id, nip=f"{person.id:018}")
        desk[role] = Actor(person.id, role, office)


def _buying_offices() -> list[str]:
    """The offices for farming and for buying first, a school, then others of the city; no national office."""
    duties = region.current().duties
    first = [duties.agriculture, duties.procurement]
    others = [office for office in queries.offices() if office.kind is OfficeKind.OPD]
    schools = [office for office in queries.offices() if office.kind is OfficeKind.SCHOOL]
    codes = [*first, *(office.code for office in [*schools[:1], *others[::3], *others, *schools])]
    return list(dict.fromkeys(codes))[:OFFICES]


def seed_budgets(
    rng: Random, offices: Sequence[str], years: Sequence[int], *, times: int = 1
) -> dict[tuple[str, int], list]:
    """Budget lines of each office and fiscal year: (id, ceiling) by office and year, `times` the usual ceilings."""
    lines: dict[tuple[str, int], list[tuple[int, int]]] = {}
    with write():
        for number, office in enumerate(offices, start=1):
            for year in years:
                lines[office, year] = [
                    _budget_line(rng, office, number, year, n, times) for n in range(len(BUDGETS))
                ]
    return lines


def _budget_line(rng: Random, office: str, number: int, year: int, n: int, times: int) -> tuple[int, int]:
    name, account, low, high = BUDGETS[n]
    line = budgets.add_budget_line(
        SYSTEM,
        office_code=office,
        fiscal_year=year,
        name=f"{name} (contoh)",
        dpa_number=f"DPA/A.1/{number:02}.{n + 1}/{year} (contoh)",
        sub_kegiatan=f"X.XX.01.2.06.{number * 10 + n:04}",
        rekening=account,
        rup_code=str(rng.randint(50_000_000, 59_999_999)),
        ceiling=rng.randint(low, high) * MILLION * times,
    )
    return line.id, line.ceiling


def seed_tax_standing(rng: Random) -> None:
    """Sellers without one get a tax profile, an account and an address, all plainly examples."""
    since = clock.today() - timedelta(days=400)
    known = select(VendorTaxProfile.vendor_id)
    with write():
        for vendor in db.session.scalars(select(Vendor).where(Vendor.id.not_in(known)).order_by(Vendor.id)):
            registered = rng.random() < 0.2
            certified = not registered and rng.random() < 0.4
            vendor.kind = VendorKind.COMPANY if registered else vendor.kind
            vendor.npwp = vendor.npwp or f"{vendor.id:016}"
            vendor.bank_name = vendor.bank_name or "Bank Contoh"
            vendor.bank_account = vendor.bank_account or f"{vendor.id:010}"
            vendor.bank_holder = vendor.bank_holder or vendor.legal_name
            vendor.owner_name = vendor.owner_name or "Pemilik contoh"
            vendor.owner_position = vendor.owner_position or "pemilik"
            vendor.address = vendor.address or "Alamat contoh"
            db.session.add(
                VendorTaxProfile(
                    vendor_id=vendor.id,
                    valid_from=since,
                    is_pkp=registered,
                    has_npwp=True,
                    certificate_number=f"SK/{vendor.id:04}/CONTOH" if certified else "",
                    certificate_until=clock.today() + timedelta(days=700) if certified else None,
                )
            )
