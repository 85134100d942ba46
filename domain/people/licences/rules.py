"""Who may advise a spray. Pure."""

from datetime import date

from domain.errors import RuleBroken
from domain.people.rules import Role

NUMBER_LENGTH = 60
KEEPERS = frozenset({Role.ADMIN, Role.COORDINATOR})


def may_prescribe(hat: Role, valid_through: date | None, today: date, *, expert_licence: bool) -> bool:
    """An officer only with a certificate in force; an expert also without, unless the region wants one."""
    in_force = valid_through is not None and valid_through >= today
    if hat is Role.EXPERT:
        return in_force or not expert_licence
    return hat is Role.OFFICER and in_force


def check_licence(by: Role, number: str, valid_through: date, today: date) -> None:
    """Raises RuleBroken naming the field."""
    if by not in KEEPERS:
        raise RuleBroken("Sertifikat dicatat oleh koordinator atau admin.")
    if not number.strip():
        raise RuleBroken("Tulis nomor sertifikatnya.", field="number")
    if valid_through < today:
        raise RuleBroken("Sertifikat ini sudah habis masa berlakunya.", field="valid_through")
