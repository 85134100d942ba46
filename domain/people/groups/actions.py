"""Verbs of farmer groups: founded, members in and out, a sheet of paper codes. None commits."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from domain import clock, journal, words
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import actions as people
from domain.people import secrets
from domain.people.groups import queries, rules
from domain.people.groups.models import FarmerGroup, GroupMember
from domain.people.models import PaperCode, Person
from domain.people.queries import villages_of
from domain.people.rules import Actor, CodeKind


def hand_out_codes(actor: Actor, *, codes: Mapping[int, str]) -> int:
    """Note a single-use code for each of these people who has no PIN yet; returns how many.

    Raises RuleBroken when there is nobody, or somebody was claimed meanwhile.
    """
    if not codes:
        raise RuleBroken("Semua petani di sini sudah punya PIN.")
    found = select(Person).where(Person.id.in_(codes), queries.may_be_claimed(actor)).order_by(Person.id)
    persons = db.session.scalars(found.with_for_update(key_share=True)).all()
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


def found_group(actor: Actor, *, name: str, village_code: str) -> FarmerGroup:
    """A new group of a village. Raises RuleBroken when the village has one of that name."""
    kept = rules.check_name(name)
    if village_code not in {village.code for village in villages_of(actor)}:
        raise NotVisible(village_code)
    group = FarmerGroup(name=kept, key=words.normalise(kept), village_code=village_code)
    taken = select(FarmerGroup.id).where(
        FarmerGroup.village_code == village_code, FarmerGroup.key == group.key
    )
    if db.session.scalar(taken):
        raise RuleBroken("Desa ini sudah punya kelompok dengan nama itu.", field="name")
    db.session.add(group)
    db.session.flush()
    journal.record(actor, "group.founded", f"group:{group.id}", village=village_code)
    return group


def join(actor: Actor, *, group_id: int, person_id: int) -> FarmerGroup:
    """Put a farmer of the village into a group. Raises RuleBroken for somebody who is in it or not of it."""
    group = queries.get(actor, group_id)
    if person_id not in {member.id for member in queries.addable(actor, group_id)}:
        raise RuleBroken("Pilih petaninya dari daftar.", field="person")
    db.session.add(GroupMember(group_id=group.id, person_id=person_id, noted_by=actor.person_id))
    journal.record(actor, "group.joined", f"group:{group.id}", person=person_id)
    return group


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
