"""Verbs of control inputs: ask, approve, reserve, hand over, give back. None commits."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.inputs import queries, rules, stock
from domain.inputs.models import InputRequest, InputStock
from domain.inputs.states import HOLDING, MAY_RESERVE, Proof, State, after
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import SYSTEM, Actor, Role
from domain.pictures import Picture
from domain.writing import write


def request(
    actor: Actor,
    *,
    input_code: str,
    quantity: int,
    area_m2: int,
    reason: str = "",
    phone: str | None = None,
) -> InputRequest:
    """A farmer asks, or a PPL for a farmer of the own village, named by `phone` (E.164).

    Nothing is held until it is approved. Raises RuleBroken naming the field.
    """
    farmer = _farmer(actor, phone)
    kind = _known(input_code)
    rules.check_area(area_m2)
    allowed = rules.allowance(area_m2, kind.per_1000m2, kind.most)
    _check_quota(farmer, kind, quantity, allowed)
    row = _new(actor, farmer, input_code, quantity)
    row.area_m2, row.reason = area_m2, reason.strip()
    db.session.add(row)
    db.session.flush()
    _record(actor, "requested", row, area=area_m2, words=journal.digest(row.reason, farmer.salt))
    return row


def reserve(
    actor: Actor,
    *,
    farmer_id: int,
    input_code: str,
    depot_code: str,
    quantity: int,
    complaint_id: int | None = None,
) -> InputRequest:
    """Set stock aside for a farmer whose case is being answered; whoever answers vouches for the need.

    The year's share counts, the plot's does not: its area is not asked in an answer.
    """
    if actor.hat not in MAY_RESERVE:
        raise RuleBroken("Langkah ini bukan tugas Anda.")
    farmer = people.get(SYSTEM, farmer_id, lock=True)
    kind = _known(input_code)
    _check_quota(farmer, kind, quantity, kind.most)
    row = _new(actor, farmer, input_code, quantity)
    row.complaint_id = complaint_id
    _hold_for(row, actor, depot_code)
    db.session.add(row)
    db.session.flush()
    stock.hold(actor, depot_code, input_code, quantity, subject=row.code)
    _record(actor, "reserved", row, depot=depot_code)
    return row


def approve(actor: Actor, code: str, *, depot_code: str) -> InputRequest:
    """Yes: stock is set aside at a place, for as long as the region holds it."""
    row = queries.get(actor, code, lock=True)
    after(row.state, "approve", actor.hat)
    if depot_code not in region.current().depots:
        raise RuleBroken("Pilih tempat mengambilnya.", field="depot_code")
    stock.hold(actor, depot_code, row.input_code, row.quantity, subject=row.code)
    _hold_for(row, actor, depot_code)
    _record(actor, "approve", row, depot=depot_code)
    return row


def refuse(actor: Actor, code: str, *, note: str) -> InputRequest:
    row = queries.get(actor, code, lock=True)
    target = after(row.state, "refuse", actor.hat)
    rules.check_note(note)
    row.state, row.note = target, note.strip()
    row.decided_by, row.decided_at = actor.person_id, clock.now()
    _record(actor, "refuse", row)
    return row


def cancel(actor: Actor, code: str) -> InputRequest:
    """No longer wanted; what was set aside is free again."""
    return _let_go(actor, queries.get(actor, code, lock=True), "cancel")


def hand_over(
    actor: Actor, code: str, *, receiver: str, pickup: str = "", photos: Sequence[Picture] = ()
) -> InputRequest:
    """It left the place: who received it, and the farmer's code or a photo to prove it."""
    row = queries.get(actor, code, lock=True)
    target = after(row.state, "hand_over", actor.hat)
    rules.check_hand_over(receiver=receiver, said=pickup, code=row.pickup, has_photo=bool(photos))
    assert row.depot_code, "a reservation has its place"
    stock.hand_out(actor, row.depot_code, row.input_code, row.quantity, subject=row.code)
    row.state, row.held_until = target, None
    row.receiver, row.handed_by, row.handed_at = receiver.strip(), actor.person_id, clock.now()
    row.proof = Proof.CODE if pickup.strip() else Proof.PHOTO
    if photos:
        row.photo_small, row.photo_large = photos[0].small, photos[0].large
    _record(actor, "hand_over", row, proof=row.proof, photo=row.photo_large)
    return row


def fill_up(actor: Actor, *, depot_code: str, input_code: str, quantity: int) -> InputStock:
    """A delivery arrived at a place."""
    if actor.hat is not Role.COORDINATOR:
        raise RuleBroken("Langkah ini bukan tugas Anda.")
    if depot_code not in region.current().depots:
        raise RuleBroken("Pilih tempatnya.", field="depot_code")
    _known(input_code)
    rules.check_supply(quantity)
    return stock.fill_up(actor, depot_code, input_code, quantity)


def run_due() -> int:
    """Free what nobody fetched in time, each in a write block of its own; returns how many."""
    codes = queries.codes_to_lapse()
    return sum(_lapse(code) for code in codes)


def _lapse(code: str) -> bool:
    with write():
        row = queries.get(SYSTEM, code, lock=True)
        if row.state is not HOLDING or not rules.is_over(row.held_until, clock.today()):
            return False
        _let_go(SYSTEM, row, "lapse")
    return True


def _let_go(actor: Actor, row: InputRequest, verb: str) -> InputRequest:
    target = after(row.state, verb, actor.hat)
    if row.state is HOLDING:
        assert row.depot_code, "a reservation has its place"
        stock.give_back(actor, row.depot_code, row.input_code, row.quantity, subject=row.code)
    row.state, row.held_until = target, None
    _record(actor, verb, row)
    return row


def _farmer(actor: Actor, phone: str | None) -> Person:
    """Whom it is for, locked: the year's share is counted under this lock."""
    if actor.hat is Role.FARMER:
        return people.get(actor, actor.person_id or 0, lock=True)
    found = people.by_phone(phone) if phone else None
    if found is None or found.village_code != actor.scope:
        raise RuleBroken("Nomor ini belum terdaftar di desa Anda. Daftarkan petaninya dulu.", field="phone")
    return people.get(actor, found.id, lock=True)


def _known(input_code: str):
    kind = region.current().inputs.get(input_code)
    if kind is None:
        raise RuleBroken("Pilih bantuannya.", field="input_code")
    return kind


def _check_quota(farmer: Person, kind, quantity: int, allowed: int) -> None:
    already = queries.counted_this_year(farmer.id, kind.code)
    rules.check_quota(quantity, unit=kind.unit, allowed=allowed, most=kind.most, already=already)


def _new(actor: Actor, farmer: Person, input_code: str, quantity: int) -> InputRequest:
    if farmer.village_code is None:
        raise RuleBroken("Petani ini belum punya desa. Lengkapi dulu di Akun.")
    return InputRequest(
        input_code=input_code,
        quantity=quantity,
        farmer_id=farmer.id,
        asked_by=actor.person_id,
        village_code=farmer.village_code,
        state=State.REQUESTED,
        asked_at=clock.now(),
    )


def _hold_for(row: InputRequest, actor: Actor, depot_code: str) -> None:
    row.state, row.depot_code = State.RESERVED, depot_code
    row.decided_by, row.decided_at = actor.person_id, clock.now()
    row.held_until = clock.today() + timedelta(days=region.current().handing_out.hold_days)
    row.pickup = f"{secrets.randbelow(10**rules.PICKUP_DIGITS):0{rules.PICKUP_DIGITS}}"


def _record(actor: Actor, word: str, row: InputRequest, **facts) -> None:
    told = {"input": row.input_code, "quantity": row.quantity, "state": row.state}
    journal.record(actor, f"input.{word}", row.code, **told, **facts)
