"""Demo work of the desk that needs hands: sprays, two reports that are one, a sample at the laboratory, saved views."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from domain import clock, region
from domain.complaints import actions
from domain.complaints.advice import Advice, Category, Certainty, Chemical, DoseUnit, Protection, Step
from domain.people import queries as people
from domain.people.licences import actions as licences
from domain.people.rules import Actor, Role
from domain.region.rows import CheckKind, Problem, ReasonKind
from domain.writing import write

# no real ingredient: a demo must not be taken for advice
SPRAY = Chemical(
    ingredient="bahan contoh (bukan anjuran)",
    threshold="Lebih dari 1 dari 10 tanaman kena (contoh)",
    dose=Decimal("1.5"),
    unit=DoseUnit.GRAM_PER_LITRE,
    most_sprays=3,
    spray_gap_days=7,
    harvest_wait_days=14,
    reentry_hours=24,
    mode_group="contoh",
    protection=frozenset(Protection),
)
VIEWS = {
    Role.OFFICER: ("Lewat waktu", "lewat=ya"),
    Role.EXPERT: ("Dengan foto", "foto=ya"),
    Role.COORDINATOR: ("Belum diambil", "bebas=ya"),
}


def seed_desk() -> int:
    """Tell a few cases of the last days; returns how many. In an app context, outside a write block."""
    farmer, neighbour, *others = [_farmer(person) for person in people.wearing(Role.FARMER)[:6]]
    for role, (name, query) in VIEWS.items():
        for person in people.wearing(role)[:3]:
            _at(1, actions.save_view, Actor(person.id, role), name=name, query=query)
    _certified()
    _sprayed(farmer)
    _proposed(others[1])
    _merged(neighbour, others[0])
    _at_laboratory(others[2], result="")
    _at_laboratory(others[3], result="Bukan virus. Akarnya busuk karena air tergenang.")
    _begun(others[0])
    _split(others[1])
    _visited(others[2])
    return 10


def _farmer(person) -> tuple[Actor, str]:
    return Actor(person.id, Role.FARMER), person.village_code or ""


def _at(hours_ago: float, act: Callable, *args, **fields) -> str:
    """One step, so many hours ago; returns the code of its case."""
    with clock.freeze(clock.now() - timedelta(hours=hours_ago)), write():
        return getattr(act(*args, **fields), "code", "")


def _file(whose: tuple[Actor, str], hours_ago: float, words: str) -> str:
    farmer, village = whose
    crop = _problem().commodities[0]
    return _at(
        hours_ago, actions.file_complaint, farmer, village_code=village, commodity_code=crop, body=words
    )


def _problem() -> Problem:
    """The first entry that names its signs and its handling."""
    found = (row for row in region.current().problems.values() if row.mechanical and row.signs_by_part)
    return next(found)


def _advice(problem: Problem) -> Advice:
    return Advice(
        certainty=Certainty.SURE,
        problem=problem.code,
        steps=(
            Step(Category.MECHANICAL, problem.mechanical[0]),
            Step(Category.CHEMICAL, "Semprot pagi hari, hanya yang sakit (contoh).", SPRAY),
        ),
        follow_up_days=7,
        call_when="sakitnya menyebar ke separuh petak",
    )


def _officer(village: str) -> Actor:
    return Actor(people.wearing(Role.OFFICER, village)[0].id, Role.OFFICER, village)


def _expert() -> Actor:
    return Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)


def _handed_up(whose: tuple[Actor, str], hours_ago: float, words: str) -> str:
    code = _file(whose, hours_ago, words)
    reason = region.current().reasons_for(ReasonKind.HAND_UP)[0].code
    officer = _officer(whose[1])
    return _at(hours_ago - 2, actions.hand_up, officer, code, reason=reason, note="Perlu dilihat ahli.")


def _certified() -> None:
    """The last village's PPL holds a certificate: a spray of theirs needs no expert."""
    officer, _scope = people.wearers(Role.OFFICER)[-1]
    boss = Actor(people.wearing(Role.COORDINATOR)[0].id, Role.COORDINATOR)
    through = clock.today() + timedelta(days=365)
    _at(100, licences.note_licence, boss, person_id=officer.id, number="CONTOH/123", valid_through=through)


def _sprayed(whose: tuple[Actor, str]) -> None:
    """The first farmer was told to spray yesterday: home says when to enter and when to harvest."""
    code = _handed_up(whose, 40, "Daunnya banyak yang rusak. Sudah dicabuti, masih menyebar.")
    _at(20, actions.answer, _expert(), code, advice=_advice(_problem()))


def _proposed(whose: tuple[Actor, str]) -> None:
    """A PPL proposes a spray; it waits for an expert."""
    code = _file(whose, 30, "Sudah dua kali dibersihkan, tetap menyebar.")
    _at(5, actions.answer, _officer(whose[1]), code, advice=_advice(_problem()))


def _merged(one: tuple[Actor, str], other: tuple[Actor, str]) -> None:
    """Two neighbours report the same trouble; the PPL makes it one case."""
    first, second = (
        _file(whose, 28 - n, "Daun berlubang, ulatnya hijau.") for n, whose in enumerate((one, other))
    )
    _at(10, actions.merge, _officer(one[1]), second, into=first)


def _begun(whose: tuple[Actor, str]) -> None:
    """The PPL began an answer and left it for a colleague."""
    code, problem = _file(whose, 9, "Daunnya mulai bercak, belum banyak."), _problem()
    typed = {
        "problem": [problem.code],
        "certainty": ["likely"],
        "text_0": [problem.mechanical[0]],
        "category_0": ["mechanical"],
        "follow_up_days": ["7"],
    }
    _at(3, actions.save_draft, _officer(whose[1]), code, typed=typed, version=0)


def _split(whose: tuple[Actor, str]) -> None:
    """One report of two problems; the PPL makes two cases of it."""
    code = _file(whose, 26, "Daunnya bercak. Tanaman di sebelahnya juga layu.")
    crops = region.current().commodities_by_rank()
    second = next(crop.code for crop in crops if crop.code not in _problem().commodities)
    words = "Tanaman di sebelahnya layu."
    _at(7, actions.split, _officer(whose[1]), code, body=words, commodity_code=second)


def _visited(whose: tuple[Actor, str]) -> None:
    """The PPL was at the plot and ticked the list."""
    code, officer = _file(whose, 33, "Banyak yang rusak, mohon dilihat."), _officer(whose[1])
    _at(24, lambda: actions.plan_visit(officer, code, visit_on=clock.today()))
    seen = {CheckKind.YES: "Ya", CheckKind.NUMBER: "3", CheckKind.WORDS: "Setempat, di tepi lahan"}
    checks = {row.code: seen[row.kind] for row in region.current().checks_for(_problem().commodities[0])[:5]}
    found = {"findings": "Tiga dari sepuluh tanaman kena, di tepi lahan.", "checks": checks}
    _at(4, lambda: actions.record_visit(officer, code, done_on=clock.today(), **found))


def _at_laboratory(whose: tuple[Actor, str], *, result: str) -> None:
    """A sample is away; where there is a result, the case is back with the experts."""
    code = _handed_up(whose, 50, "Tanaman layu waktu masih hijau. Akarnya cokelat.")
    _at(44, actions.refer, _expert(), code, note="Lab contoh, label A-12.")
    if result:
        _at(6, actions.note_result, _expert(), code, note=result)
