"""Reads about farmer groups: a PPL sees those of the own village, coordinator and admin all."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from domain.db import db
from domain.errors import NotVisible
from domain.people.groups.models import FarmerGroup, GroupMember
from domain.people.models import Hat, Person, Village
from domain.people.queries import in_force
from domain.people.queries import visible_to as visible_people
from domain.people.rules import PIN_HATS, Actor, Role

PAGE = 40
MOST_MEMBERS = 200


class GroupRow(NamedTuple):
    """A group with how many are in it, and how many of them never signed in."""

    id: int
    name: str
    village: str
    members: int
    unclaimed: int


class Member(NamedTuple):
    id: int
    name: str
    claimed: bool


def visible_to(actor: Actor) -> Select[tuple[FarmerGroup]]:
    seen = select(FarmerGroup)
    if actor.hat in (Role.ADMIN, Role.COORDINATOR, Role.SYSTEM):
        return seen
    if actor.hat is Role.OFFICER:
        return seen.where(FarmerGroup.village_code == actor.scope)
    raise NotVisible("groups")


def get(actor: Actor, group_id: int) -> FarmerGroup:
    """One group. Raises NotVisible."""
    found = visible_to(actor).options(joinedload(FarmerGroup.village)).where(FarmerGroup.id == group_id)
    group = db.session.scalar(found)
    if group is None:
        raise NotVisible(str(group_id))
    return group


def page_of(actor: Actor, after: int = 0) -> list[GroupRow]:
    """Groups, the newest first, one more than a page. One statement."""
    groups = visible_to(actor).with_only_columns(FarmerGroup.id)
    if after:
        groups = groups.where(FarmerGroup.id < after)
    chosen = groups.order_by(FarmerGroup.id.desc()).limit(PAGE + 1).subquery()
    closed = case((Person.id.is_not(None) & Person.secret_hash.is_(None), 1), else_=0)
    found = (
        select(FarmerGroup.id, FarmerGroup.name, Village.name, func.count(Person.id), func.sum(closed))
        .join(chosen, chosen.c.id == FarmerGroup.id)
        .join(Village, Village.code == FarmerGroup.village_code)
        .outerjoin(GroupMember, GroupMember.group_id == FarmerGroup.id)
        .outerjoin(Person, Person.id == GroupMember.person_id)
        .group_by(FarmerGroup.id, FarmerGroup.name, Village.name)
        .order_by(FarmerGroup.id.desc())
    )
    return [GroupRow(*row) for row in db.session.execute(found)]


def members(actor: Actor, group_id: int) -> list[Member]:
    """Who is in a group, by name; the first MOST_MEMBERS. Raises NotVisible."""
    get(actor, group_id)
    in_group = Person.id.in_(select(GroupMember.person_id).where(GroupMember.group_id == group_id))
    return _members(in_group)


def unclaimed(actor: Actor, most: int, *, group_id: int | None = None) -> list[Member]:
    """Farmers who never signed in, by name: of a group, or of a PPL's village outside any group."""
    if group_id is not None:
        inside = select(GroupMember.person_id).where(GroupMember.group_id == get(actor, group_id).id)
        return _members(Person.id.in_(inside) & may_be_claimed(actor), most)
    if actor.hat is not Role.OFFICER:
        return []
    here = Person.village_code == (actor.scope or "")
    return _members(here & Person.id.not_in(select(GroupMember.person_id)) & may_be_claimed(actor), most)


def may_be_claimed(actor: Actor) -> ColumnElement[bool]:
    """People the actor may give a code to open an account: seen by the actor, without PIN, farmer or vendor."""
    wears_more = select(Hat.person_id).where(Hat.role.not_in(PIN_HATS), in_force())
    seen = visible_people(actor).with_only_columns(Person.id)
    waits = Person.secret_hash.is_(None) & Person.blocked_at.is_(None)
    return waits & Person.id.in_(seen) & Person.id.not_in(wears_more)


def addable(actor: Actor, group_id: int) -> list[Member]:
    """Farmers of the group's village who are not in it yet, by name; the first MOST_MEMBERS."""
    group = get(actor, group_id)
    inside = select(GroupMember.person_id).where(GroupMember.group_id == group.id)
    wears = select(Hat.person_id).where(Hat.role == Role.FARMER, in_force())
    here = (Person.village_code == group.village_code) & Person.blocked_at.is_(None)
    return _members(here & Person.id.in_(wears) & Person.id.not_in(inside))


def names_of(person_id: int) -> list[str]:
    """The groups of somebody, by name."""
    found = (
        select(FarmerGroup.name)
        .join(GroupMember, GroupMember.group_id == FarmerGroup.id)
        .where(GroupMember.person_id == person_id)
    )
    return list(db.session.scalars(found.order_by(FarmerGroup.name)))


def _members(chosen: ColumnElement[bool], most: int = MOST_MEMBERS) -> list[Member]:
    found = select(Person.id, Person.name, Person.secret_hash.is_not(None)).where(chosen)
    return [Member(*row) for row in db.session.execute(found.order_by(Person.name, Person.id).limit(most))]
