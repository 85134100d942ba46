"""Whose certificate is on file."""

from domain import clock, region
from domain.db import db
from domain.people.licences import rules
from domain.people.licences.models import PrescribingLicence
from domain.people.rules import Actor, Role


def of(person_id: int) -> PrescribingLicence | None:
    return db.session.get(PrescribingLicence, person_id)


def may_prescribe(actor: Actor) -> bool:
    """Whether the actor's own advice may hold a spray today. One statement, for those who advise."""
    if actor.hat not in (Role.OFFICER, Role.EXPERT):
        return False
    licence = of(actor.person_id or 0)
    wanted = region.current().desk.expert_licence
    through = licence.valid_through if licence else None
    return rules.may_prescribe(actor.hat, through, clock.today(), expert_licence=wanted)
