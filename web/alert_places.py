"""The address each alert leads to; also outside a request, where links for phones and mails are made."""

from flask import current_app

from domain.alerts.states import Place
from domain.people.rules import VENDOR_HATS, Role

BY_CODE = {
    Place.CASE: "complaints.show",
    Place.SHARED_CASE: "complaints.shared",
    Place.DESK: "inbox.show",
    Place.AID: "inputs.show",
    Place.ORDER: "purchases.show",
}
BY_NUMBER = {
    Place.OUTBREAK: ("outbreaks.show", "candidate_id"),
    Place.LISTING: ("vendor.examine", "listing_id"),
    Place.CHECK_LISTING: ("vendor.examine", "listing_id"),
    Place.QUOTE: ("quotes.show", "number"),
    Place.CHECK_SHOP: ("verification.show", "vendor_id"),
}
FIXED = {
    Place.HOME: "pages.home",
    Place.LIST: "alerts.index",
    Place.CASES: "complaints.index",
    Place.QUESTIONS: "questions.desk",
    Place.MY_QUESTIONS: "questions.mine",
    Place.NEEDS: "demand.notices",
    Place.SHOP: "onboarding.overview",
    Place.REPORTS: "moderation.index",
    Place.ACCOUNT: "account.show",
    Place.ADDRESS: "alerts.choose",
}


def path_of(place: Place, subject: str, role: Role) -> str:
    """The path a place has for a hat, e.g. "/keluhan/K0412". `subject` is the journal's."""
    endpoint, arguments = _named(place, subject, role)
    return current_app.url_map.bind("localhost").build(endpoint, arguments)


def _named(place: Place, subject: str, role: Role) -> tuple[str, dict[str, object]]:
    if place in BY_CODE:
        return BY_CODE[place], {"code": subject}
    if place in BY_NUMBER:
        endpoint, name = BY_NUMBER[place]
        return endpoint, {name: int(subject.rpartition(":")[2] or 0)}
    if place is Place.NEEDS and role not in VENDOR_HATS:
        place = Place.HOME
    return FIXED[place], {}
