"""Who works for a vendor and with what rights; aggregators who act for their members. None commits."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import actions, queries, rules
from domain.people.models import USUAL_RIGHTS, Hat, SignIn, Vendor
from domain.people.rules import SYSTEM, Actor, Role, VendorStatus
from domain.people.vendors import queries as vendors
from domain.people.vendors.models import VendorMember


def appoint_staff(actor: Actor, *, phone: str, rights: Collection[str], until: date | None = None) -> Hat:
    """An owner gives somebody a staff hat with some rights. Raises RuleBroken."""
    given = rules.check_rights(rights)
    person = queries.by_phone(phone)
    if person is None:
        raise RuleBroken("Belum ada orang dengan nomor itu. Minta dia mendaftar dulu.", field="phone")
    hat = actions.appoint(
        actor, person_id=person.id, role=Role.VENDOR_STAFF, scope=actor.scope or "", until=until
    )
    return _give(actor, hat, given)


def change_rights(actor: Actor, *, hat_id: int, rights: Collection[str]) -> Hat:
    """Other rights for somebody of the own staff, from now on. Raises NotVisible, RuleBroken."""
    given = rules.check_rights(rights)
    if hat_id not in {hat.id for hat in queries.staff_hats(actor)}:
        raise NotVisible(str(hat_id))
    return _give(actor, queries.hat(SYSTEM, hat_id, lock=True), given)


def _give(actor: Actor, hat: Hat, rights: Collection[str]) -> Hat:
    hat.rights = " ".join(sorted(rights))
    db.session.flush()
    journal.record(actor, "hat.rights_given", f"person:{hat.person_id}", hat=hat.id, rights=sorted(rights))
    return hat


def name_aggregator(actor: Actor, vendor_id: int, *, is_aggregator: bool) -> Vendor:
    """An admin says that a vendor lists and delivers for members, or no longer does: then all are let go."""
    vendor = _decided(actor, vendor_id)
    if is_aggregator and vendor.status is not VendorStatus.VERIFIED:
        raise RuleBroken("Usaha ini belum terverifikasi.")
    vendor.is_aggregator = is_aggregator
    if not is_aggregator:
        for membership in members_of(vendor.id):
            _let_go(actor, membership)
    journal.record(actor, "vendor.aggregator", f"vendor:{vendor.id}", yes=is_aggregator)
    return vendor


def add_member(actor: Actor, vendor_id: int, *, member_id: int) -> VendorMember:
    """An admin notes that an aggregator acts for another vendor. Raises RuleBroken."""
    aggregator = _decided(actor, vendor_id)
    if not aggregator.is_aggregator:
        raise RuleBroken("Usaha ini bukan agregator.")
    found = db.session.get(Vendor, member_id)
    if found is None or found.id == aggregator.id or found.is_aggregator:
        raise RuleBroken("Tidak ada usaha lain dengan nomor itu.", field="member_id")
    if membership_of(found.id) is not None:
        raise RuleBroken("Usaha ini sudah diwakili agregator.", field="member_id")
    membership = VendorMember(aggregator_id=aggregator.id, member_id=found.id, noted_by=actor.person_id)
    db.session.add(membership)
    db.session.flush()
    journal.record(actor, "vendor.member_added", f"vendor:{aggregator.id}", member=found.id)
    return membership


def end_membership(actor: Actor, membership_id: int) -> VendorMember:
    """The admin, the member's owner or the aggregator's owner ends it; nobody acts for the member any more."""
    membership = db.session.get(VendorMember, membership_id)
    sides = () if membership is None else (str(membership.aggregator_id), str(membership.member_id))
    is_side = actor.hat is Role.VENDOR_OWNER and actor.scope in sides
    if membership is None or membership.left_on is not None or not (actor.hat is Role.ADMIN or is_side):
        raise NotVisible(str(membership_id))
    return _let_go(actor, membership)


def _let_go(actor: Actor, membership: VendorMember) -> VendorMember:
    membership.left_on = max(clock.today(), membership.joined_on)
    lent = select(Hat.id).where(Hat.scope == str(membership.aggregator_id), Hat.role.in_(rules.VENDOR_HATS))
    acting = Hat.scope == str(membership.member_id), Hat.deputy_for.in_(lent), Hat.valid_to.is_(None)
    db.session.execute(update(Hat).where(*acting).values(valid_to=clock.today()))
    journal.record(
        actor, "vendor.member_left", f"vendor:{membership.aggregator_id}", member=membership.member_id
    )
    return membership


def act_for(actor: Actor, sign_in_id: str, *, member_id: int) -> Hat:
    """Put on the hat of a member of the own aggregator. Raises NotVisible.

    The hat has the usual rights of staff, as far as one has them oneself: no account and no money.
    """
    membership = membership_of(member_id)
    sign_in = db.session.get(SignIn, sign_in_id)
    own = db.session.get(Hat, sign_in.hat_id) if sign_in and sign_in.hat_id else None
    if membership is None or sign_in is None or own is None or actor.scope != str(membership.aggregator_id):
        raise NotVisible(str(member_id))
    rights = queries.rights_in(USUAL_RIGHTS) & actor.rights
    if not actor.sells(*rights):
        raise NotVisible(str(member_id))
    hat = _stand_in(own, member_id) or _lend(actor, own, member_id)
    hat.rights = " ".join(sorted(rights))
    sign_in.hat_id = hat.id
    db.session.flush()
    journal.record(actor, "vendor.acted_for", f"vendor:{member_id}", hat=hat.id)
    return hat


def _stand_in(own: Hat, member_id: int) -> Hat | None:
    found = select(Hat).where(Hat.deputy_for == own.id, Hat.scope == str(member_id), queries.in_force())
    return db.session.scalar(found)


def _lend(actor: Actor, own: Hat, member_id: int) -> Hat:
    held = select(Hat.id).where(
        Hat.person_id == own.person_id,
        Hat.role == Role.VENDOR_STAFF,
        Hat.scope == str(member_id),
        Hat.valid_to.is_(None),
    )
    if db.session.scalar(held) is not None:
        raise RuleBroken("Anda sudah pegawai usaha ini. Ganti peran di menu Akun.")
    hat = Hat(
        person_id=own.person_id, role=Role.VENDOR_STAFF, scope=str(member_id), deputy_for=own.id,
        appointed_by=actor.person_id,
    )  # fmt: skip
    db.session.add(hat)
    db.session.flush()
    return hat


def membership_of(member_id: int) -> VendorMember | None:
    """By whom a vendor is represented today."""
    found = select(VendorMember).where(VendorMember.member_id == member_id, _lasts())
    return db.session.scalar(found.options(joinedload(VendorMember.aggregator)))


def members_of(aggregator_id: int) -> list[VendorMember]:
    """Whom an aggregator acts for today, by name."""
    found = select(VendorMember).where(VendorMember.aggregator_id == aggregator_id, _lasts())
    joined = found.join(Vendor, Vendor.id == VendorMember.member_id).options(joinedload(VendorMember.member))
    return list(db.session.scalars(joined.order_by(Vendor.legal_name)))


def own_members(actor: Actor) -> list[VendorMember]:
    """The same of the own business. Raises NotVisible when it is no aggregator."""
    vendor = queries.vendor_of(actor)
    if not vendor.is_aggregator:
        raise NotVisible("members")
    return members_of(vendor.id)


def _lasts():
    return or_(VendorMember.left_on.is_(None), VendorMember.left_on > clock.today())


def _decided(actor: Actor, vendor_id: int) -> Vendor:
    if actor.hat is not Role.ADMIN:
        raise NotVisible(str(vendor_id))
    return vendors.get(actor, vendor_id, lock=True)
