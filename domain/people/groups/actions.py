"""Verbs of farmer groups: a sheet of paper codes, a member who leaves. None commits."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import actions as people
from domain.people import secrets
from domain.people.groups import queries
from domain.people.groups.models import FarmerGroup, GroupMember
from domain.people.models import Hat, PaperCode, Person
from domain.people.queries import in_force, visible_to
from domain.people.rules import PIN_HATS, Actor, CodeKind


def hand_out_codes(actor: Actor, *, codes: Mapping[int, str]) -> int:
    """Note a single-use code for each of these people who has no PIN yet; returns how many.

    Raises RuleBroken when there is nobody, or somebody was claimed meanwhile.
    """
    if not codes:
        raise RuleBroken("Semua petani di sini sudah punya PIN.")
    wears_more = select(Hat.person_id).where(Hat.role.not_in(PIN_HATS), in_force())
    found = visible_to(actor).where(
        Person.id.in_(codes), Person.secret_hash.is_(None), Person.id.not_in(wears_more)
    )
    persons = db.session.scalars(found.order_by(Person.id).with_for_update(key_share=True)).all()
    if len(persons) != len(codes):
        raise RuleBroken("Ada yang baru saja membuat PIN. Buat lembar kodenya sekali lagi.")
    people.void_codes(codes)
    for person in persons:
        db.session.add(
            PaperCode(
                digest=secrets.digest(codes[person.id]),
                kind=CodeKind.CLAIM,
                person_id=person.id,
                issued_by=actor.person_id,
                expires_at=clock.now() + people.CODE_VALID_FOR,
            )
        )
        journal.record(actor, "person.code_handed_out", people.subject(person), kind=CodeKind.CLAIM)
    db.session.flush()
    return len(persons)


def leave(actor: Actor, *, group_id: int, person_id: int) -> FarmerGroup:
    """Take somebody out of a group; the person stays registered. Raises NotVisible."""
    group = queries.get(actor, group_id)
    gone = delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.person_id == person_id)
    if db.session.execute(gone.returning(GroupMember.person_id)).first() is None:
        raise NotVisible(str(person_id))
    journal.record(actor, "group.left", f"group:{group.id}", person=person_id)
    return group


def forget_farmer(actor: Actor) -> None:
    """Take the actor out of every group."""
    db.session.execute(delete(GroupMember).where(GroupMember.person_id == actor.person_id))
