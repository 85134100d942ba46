"""Every kind of event the journal knows is told to somebody or silent on purpose; words fit where they go."""

import ast
from pathlib import Path

from domain.alerts import topics
from domain.alerts.audience import FOUND
from domain.alerts.rules import LONGEST_SMS, sms_text
from domain.alerts.silent import SILENT
from domain.alerts.states import Hearer, Place, Topic
from domain.alerts.told import TELLINGS, TOLD, key_of
from domain.catalogue import rules as listings
from domain.catalogue.shortlists.rules import Outcome
from domain.complaints import clocks
from domain.complaints import rules as complaints
from domain.inputs import states as inputs
from domain.knowledge import articles
from domain.moderation.rules import State as Report
from domain.outbreaks import states as outbreaks
from domain.people.vendors import rules as vendors
from domain.purchases import rules as purchases
from domain.spreadsheets.models import ImportState

ROOT = Path(__file__).resolve().parents[2]
BY_VARIABLE = {  # where record() gets a name it did not write itself: what the name may be
    "complaint.{verb}": {move.verb for move in complaints.MOVES} | complaints.REPORTED.keys(),
    "purchase.{verb}": {move.verb for move in purchases.MOVES},
    "listing.{verb}": {move.verb for move in listings.MOVES},
    "vendor.{verb}": {move.verb for move in vendors.MOVES},
    "article.{verb}": {move.verb for move in articles.MOVES},
    "article.{what}": {"written", "rewritten"},
    "input.{word}": {move.verb for move in inputs.MOVES} | {"requested", "reserved"},
    "input_stock.{word}": {"held", "given_back", "handed_out", "filled_up"},
    "outbreak.{verb}": {move.verb for move in outbreaks.MOVES},
    "outbreak.{word}": {"raised", "counted_again"},
    "shortlist.{after}": set(Outcome) - {Outcome.LOCKED},
    "abuse.{row.state}": set(Report) - {Report.OPEN},
    "vendor.document_{document.state}": set(vendors.DocumentState) - {vendors.DocumentState.WAITING},
    "vendor.change_{change.state}": {vendors.ChangeState.APPROVED, vendors.ChangeState.REFUSED},
}
KINDS = {"{kind}": ("ready_answer", "ready_question"), "{kind.name}": ("vendors", "listings")}
STATES = {"{row.state}": {ImportState.WRITING, ImportState.DROPPED}}
NAMED = {  # the argument is a plain variable here
    "domain/prices/actions.py": {"price.entered", "price.corrected"},
    "domain/catalogue/rental/actions.py": {"rental.days_closed", "rental.days_opened"},
    "domain/complaints/actions/reminding.py": {"complaint.due_half", "complaint.due_nearly"},
}


def said(node: ast.expr) -> str | None:
    """The event as written, variables in braces; None for a bare name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}"
            for part in node.values
        )
    return None


def expanded(pattern: str) -> set[str]:
    for blank, names in KINDS.items():
        if pattern.startswith(blank):
            return {each for name in names for each in expanded(pattern.replace(blank, name))}
    for blank, states in STATES.items():
        if pattern.endswith(blank) and "import_" in pattern:
            return {pattern.replace(blank, state) for state in states}
    if "{" not in pattern:
        return {pattern}
    assert pattern in BY_VARIABLE, f"{pattern}: tell tests/house/test_alerts.py what it may be"
    head = pattern.partition("{")[0]
    return {f"{head}{word}" for word in BY_VARIABLE[pattern]}


def events_of(call: ast.Call, file: str, has_own_record: bool) -> set[str]:
    """The kinds one call can record. A file's own _record() is seen at its callers, or inside it by its pattern."""
    inner = ast.unparse(call.func) == "_record"
    pattern = said(call.args[1])
    if inner and (pattern is None or "." not in pattern):
        return set()
    if pattern is None and file not in NAMED:
        assert has_own_record, f"{file}:{call.lineno}: which events? Say so in tests/house/test_alerts.py"
        return set()
    return NAMED[file] if pattern is None else expanded(pattern)


def recorded() -> set[str]:
    """Every kind of event that code outside the tests can record."""
    kinds: set[str] = set()
    for path in sorted(ROOT.glob("*/**/*.py")):
        file = str(path.relative_to(ROOT))
        if path.relative_to(ROOT).parts[0] not in ("domain", "web", "blueprints", "services", "ops"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("journal.record", "_record"):
                kinds |= events_of(node, file, "_record(actor" in path.read_text())
    return kinds


def test_every_kind_of_event_is_told_or_silent_on_purpose():
    known = TOLD.keys() | SILENT
    assert recorded() - known == set(), "say in domain/alerts who hears of it, or that nobody does"


def test_no_event_is_both_and_none_is_invented():
    assert TOLD.keys() & SILENT == set()
    assert (TOLD.keys() | SILENT) - recorded() == set()


def test_no_move_of_a_case_or_an_order_is_forgotten():
    moved = {f"complaint.{move.verb}" for move in complaints.MOVES}
    moved |= {f"purchase.{move.verb}" for move in purchases.MOVES}
    assert moved <= TOLD.keys() | SILENT
    assert len(moved) > 60
    assert clocks.Stage.HALF and "complaint.due_half" in TOLD


def test_every_hearer_can_be_found_and_every_key_is_its_own():
    assert set(Hearer) == FOUND.keys()
    assert len(TELLINGS) == sum(len(some) for some in TOLD.values())
    assert all(len(key_of(event, each)) <= 64 for event, some in TOLD.items() for each in some)


def test_every_sentence_fits_an_sms_and_names_nobody():
    for key, telling in TELLINGS.items():
        words = telling.words.format(code="K123456")
        assert len(words) <= 80, key
        assert words.isascii(), key
        assert sms_text("Nama Layanan Kota", words).endswith(words), key
        assert len(sms_text("Nama Layanan Kota", words)) <= LONGEST_SMS
        assert "http" not in words


def test_every_event_told_has_a_topic_or_is_always_told():
    nouns = {event.partition(".")[0] for event in TOLD}
    assert nouns == topics.OF_EVENT.keys() | topics.ALWAYS
    assert set(topics.OF_EVENT.values()) == set(topics.TOPIC_WORDS) == set(Topic)
    assert {topic for some in topics.OF_ROLE.values() for topic in some} == set(Topic)


def test_every_place_has_an_address(app):
    from domain.people.rules import Role
    from web.alert_places import path_of

    subjects = {Place.OUTBREAK: "outbreak:7", Place.LISTING: "listing:7", Place.CHECK_LISTING: "listing:7"}
    subjects |= {
        Place.CHECK_SHOP: "vendor:7",
        Place.AID: "B0007",
        Place.ORDER: "P0007",
        Place.QUOTE: "quote:7",
    }
    with app.app_context():
        for place in Place:
            assert path_of(place, subjects.get(place, "K0007"), Role.FARMER).startswith("/")
