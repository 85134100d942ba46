"""Every model, so that the metadata is whole wherever this is imported."""

from domain import attempts, journal, once, rulebook
from domain.alerts import models as alerts
from domain.budgets import models as budgets
from domain.casebook import models as casebook
from domain.catalogue import models as catalogue
from domain.catalogue.favourites import models as favourites
from domain.catalogue.packages import models as packages
from domain.catalogue.questions import models as questions
from domain.catalogue.rental import models as rental
from domain.catalogue.shortlists import models as shortlists
from domain.complaints import desk
from domain.complaints import models as complaints
from domain.demand import models as demand
from domain.inputs import models as inputs
from domain.knowledge import models as knowledge
from domain.moderation import models as moderation
from domain.outbreaks import models as outbreaks
from domain.oversight import models as oversight
from domain.papers import models as papers
from domain.people import models as people
from domain.people.factor import models as factor
from domain.people.groups import models as groups
from domain.people.licences import models as licences
from domain.people.parcels import models as parcels
from domain.people.vendors import models as vendors
from domain.prices import models as prices
from domain.purchases import checklists, events, kept_back, milestones
from domain.purchases import models as purchases
from domain.purchases.addenda import models as addenda
from domain.purchases.external import models as external
from domain.purchases.money import models as money
from domain.purchases.negotiation import models as negotiation
from domain.purchases.ratings import models as ratings
from domain.spreadsheets import models as spreadsheets
from domain.weather import models as weather

__all__ = [
    "addenda",
    "alerts",
    "attempts",
    "budgets",
    "casebook",
    "catalogue",
    "checklists",
    "complaints",
    "demand",
    "desk",
    "events",
    "external",
    "factor",
    "groups",
    "favourites",
    "inputs",
    "kept_back",
    "journal",
    "knowledge",
    "negotiation",
    "once",
    "licences",
    "milestones",
    "money",
    "moderation",
    "outbreaks",
    "oversight",
    "packages",
    "papers",
    "parcels",
    "people",
    "prices",
    "purchases",
    "questions",
    "ratings",
    "rental",
    "rulebook",
    "weather",
    "shortlists",
    "spreadsheets",
    "vendors",
]
