"""Where a spray can be told of: an answer that advises one, of a case whose farmer or officer this is."""

from typing import NamedTuple

from domain.complaints import sprays
from domain.complaints.advice import Chemical, spray_of
from domain.complaints.advice_json import from_json
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.complaints.queries.rows import get, handles
from domain.errors import NotVisible
from domain.people.rules import Actor


class Advised(NamedTuple):
    complaint: Complaint
    answer: ComplaintAnswer
    spray: Chemical


def advised(actor: Actor, code: str, attempt: int, *, lock: bool = False) -> Advised:
    """Raises NotVisible where nothing was advised to be sprayed, RuleBroken for who may not tell."""
    complaint = get(actor, code, lock=lock)
    answer = next((each for each in complaint.answers if each.attempt == attempt), None)
    spray = spray_of(from_json(answer.advice)) if answer else None
    if answer is None or spray is None:
        raise NotVisible(f"{code} {attempt}")
    own = complaint.farmer_id == actor.person_id
    sprays.check_may_tell(actor.hat, own=own, handles=handles(actor, complaint))
    return Advised(complaint, answer, spray)
