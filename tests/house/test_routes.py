"""Nobody gets in by omission: every route names its audience, and the ledger shows each change."""

from pathlib import Path

import pytest

from domain.people.rules import Role
from domain.writing import MayNotWrite, write
from ops.routes import ledger
from web.access import ANYONE, Area, Audience, guard
from web.nav import BARS

ROOT = Path(__file__).resolve().parents[2]


def unsafe_rules(app):
    return [rule for rule in app.url_map.iter_rules() if (rule.methods or set()) & {"POST", "PUT", "DELETE"}]


def filled(rule) -> str:
    """The rule's address with something in every blank."""
    blanks = dict.fromkeys(rule.arguments, 1) | verbs(rule)
    return str(rule.build(blanks, append_unknown=False)[1])


def verbs(rule) -> dict[str, str]:
    chosen = {}
    for name, converter in rule._converters.items():
        items = getattr(converter, "items", None)
        if items:
            chosen[name] = sorted(items)[0]
        elif letter := getattr(converter, "letter", ""):
            chosen[name] = f"{letter}0001"
        elif type(converter).__name__ == "UnicodeConverter":
            chosen[name] = "x"
    return chosen


def test_every_view_names_its_audience(app):
    open_by_accident = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not isinstance(getattr(view, "allow", None), Audience)
    ]
    assert open_by_accident == []


def test_a_route_without_an_audience_does_not_start():
    area = Area("shed", __name__)
    with pytest.raises(TypeError):
        area.get("/shed")
    with pytest.raises(TypeError):
        area.route("/shed")


def test_the_ledger_of_routes_is_kept(app):
    kept = (ROOT / "docs" / "routes.txt").read_text()
    assert ledger(app) == kept, "routes changed: run `make routes` and look at the difference"


def test_the_auditor_changes_nothing(app):
    may = [
        rule.rule
        for rule in unsafe_rules(app)
        if not (allow := app.view_functions[rule.endpoint].allow).everyone
        and Role.AUDITOR in allow.roles
        and rule.endpoint.split(".")[0] not in ("account", "privacy")  # their own account and data
    ]
    assert may == []


def test_a_signed_in_post_without_a_token_is_refused_everywhere(app, visit, person):
    people = {role: visit(person(role)) for role in (Role.FARMER, Role.ADMIN)}
    for rule in unsafe_rules(app):
        for somebody in people.values():
            answer = somebody.client.post(filled(rule), data={"once_key": "x" * 22})
            assert answer.status_code == 400, f"{rule.rule} took a post without a token"


def test_a_token_of_somebody_else_is_refused(visit, person):
    mine, other = visit(person(Role.ADMIN)), visit(person(Role.ADMIN))
    for token in (other._token(), visit()._token(), "A" * 43):
        fields = {"once_key": "x" * 22, "csrf_token": token}
        answer = mine.client.post("/orang/", data=fields)
        assert answer.status_code == 400, f"took another's token: {answer.status_code}"
    assert mine.post("/orang/", expect=422).select("[aria-invalid]")  # one's own gets as far as the form


def test_a_post_from_another_site_is_refused_everywhere(app, visit):
    for rule in unsafe_rules(app):
        for headers in ({"Origin": "https://evil.id"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = visit().client.post(filled(rule), data={"once_key": "x" * 22}, headers=headers)
            assert answer.status_code == 400, f"{rule.rule} took a post from elsewhere"


def test_a_post_without_a_key_is_refused_where_keys_are_asked(app, visit, person):
    for rule in unsafe_rules(app):
        view = app.view_functions[rule.endpoint]
        if not view.once:
            continue
        role = Role.FARMER if view.allow.everyone else sorted(view.allow.roles)[0]
        somebody = visit(person(role, scope=scope_of(app, role)))
        answer = somebody.client.post(filled(rule), data={"csrf_token": somebody._token()})
        assert answer.status_code == 400, f"{rule.rule} took a post without a key"


def scope_of(app, role: Role) -> str:
    from tests.support.places import scope_for

    return scope_for(app, role)


def test_a_get_cannot_write(app):
    def sneaky():
        with write():
            return "written"

    with app.test_request_context("/"), pytest.raises(MayNotWrite):
        guard(sneaky, ANYONE)()


def test_every_door_of_every_bar_leads_somewhere(app):
    doors = {door.endpoint for bar in BARS.values() for door in bar}
    assert doors <= set(app.view_functions)
    assert all(len(bar) <= 5 for bar in BARS.values())
    assert set(BARS) == set(Role) - {Role.SYSTEM}


def test_every_door_opens_for_the_hat_that_has_it(app):
    for role, bar in BARS.items():
        for door in bar:
            allow = app.view_functions[door.endpoint].allow
            assert allow.everyone or role in allow.roles, f"{door.endpoint} is shut to {role}"
