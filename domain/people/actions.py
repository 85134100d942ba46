"""Verbs about people: register, appoint, transfer, block, hand out paper codes. None commits."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import queries, rules, secrets
from domain.people.models import Hat, PaperCode, Person, SignIn
from domain.people.rules import SYSTEM, Actor, CodeKind, Role
from domain.sentences import say

FORGOTTEN = say("Petani (sudah dihapus)")
SIGNED_IN_FOR = timedelta(days=180)
CODE_VALID_FOR = timedelta(days=14)


def register(
    actor: Actor, *, name: str, phone: str | None, village_code: str, secret_hash: str | None
) -> Person:
    """A new farmer, by oneself or by the PPL (then without PIN; a paper code opens the account)."""
    if phone and queries.by_phone(phone):
        raise RuleBroken("Nomor ini sudah terdaftar. Masuk saja, atau minta kode baru ke PPL.", field="phone")
    queries.village(village_code)
    person = Person(
        name=name.strip(),
        phone=phone,
        village_code=village_code,
        secret_hash=secret_hash,
        salt=secrets.new_salt(),
        registered_by=actor.person_id,
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(Hat(person_id=person.id, role=Role.FARMER, appointed_by=actor.person_id))
    db.session.flush()
    journal.record(actor, "person.registered", subject(person), village=village_code)
    return person


def sign_in(person: Person, *, token: str, device: str) -> SignIn:
    """Note a phone as signed in. The hat in use is the first one of today."""
    hats = queries.hats_of(person.id)
    row = SignIn(
        id=secrets.digest(token),
        person_id=person.id,
        hat_id=hats[0].id if hats else None,
        device=device[:60],
        expires_at=clock.now() + SIGNED_IN_FOR,
    )
    db.session.add(row)
    journal.record(Actor(person.id, Role.PUBLIC), "person.signed_in", subject(person))
    return row


def sign_out(actor: Actor, sign_in_id: str) -> None:
    """End this sign-in only."""
    db.session.execute(delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == actor.person_id))
    journal.record(actor, "person.signed_out", _subject(actor.person_id))


def sign_out_everywhere(actor: Actor) -> None:
    """End every sign-in of the actor, this one too."""
    _end_sign_ins(actor.person_id)
    journal.record(actor, "person.signed_out_everywhere", _subject(actor.person_id))


def change_hat(actor: Actor, sign_in_id: str, *, hat_id: int) -> None:
    """Put on another hat of one's own. Raises NotVisible."""
    if hat_id not in {hat.id for hat in queries.hats_of(actor.person_id or 0)}:
        raise NotVisible(str(hat_id))
    row = db.session.get(SignIn, sign_in_id)
    if row is None:
        raise NotVisible("sign-in")
    row.hat_id = hat_id
    journal.record(actor, "person.changed_hat", _subject(actor.person_id), hat=hat_id)


def change_secret(actor: Actor, *, secret_hash: str) -> None:
    """A new PIN or password; every other phone is signed out."""
    person = queries.get(Actor(actor.person_id, Role.PUBLIC), actor.person_id or 0, lock=True)
    person.secret_hash = secret_hash
    _end_sign_ins(person.id)
    journal.record(actor, "person.changed_secret", subject(person))


def appoint(
    actor: Actor, *, person_id: int, role: Role, scope: str, decree: str = "", until: date | None = None
) -> Hat:
    """Give somebody a hat. Raises RuleBroken when the actor does not hand out this one."""
    rules.check_may_appoint(actor.hat, role)
    rules.check_scope(role, scope)
    _check_scope_exists(role, scope)
    person = queries.get(Actor(None, Role.SYSTEM), person_id, lock=True)
    if person.secret_hash is None and role is not Role.FARMER and actor.hat is not Role.SYSTEM:
        raise RuleBroken("Orang ini belum punya PIN atau kata sandi. Beri kode kertas dulu.")
    if rules.needs_password({role}) and secrets.is_pin(person.secret_hash or ""):
        raise RuleBroken("Peran ini perlu kata sandi. Minta dia mengganti PIN-nya di menu Akun dulu.")
    if any(hat.role is role and hat.scope == scope for hat in queries.hats_of(person_id)):
        raise RuleBroken("Orang ini sudah punya peran itu.", field="role")
    hat = Hat(
        person_id=person.id,
        role=role,
        scope=scope,
        decree=decree,
        valid_to=until,
        appointed_by=actor.person_id,
    )
    db.session.add(hat)
    db.session.flush()
    void_codes([person.id])  # made for the hats of before, perhaps by somebody who may not for this one
    journal.record(actor, "hat.appointed", subject(person), hat=hat.id, role=role, scope=scope)
    return hat


def note_nip(actor: Actor, *, person_id: int, nip: str) -> Person:
    """The number of a civil servant, as papers name it; empty takes it away. Raises RuleBroken."""
    if not rules.APPOINTED.get(actor.hat):
        raise NotVisible(str(person_id))
    person = queries.get(actor, person_id, lock=True)
    person.nip = rules.read_nip(nip)
    db.session.flush()
    journal.record(actor, "person.nip_noted", subject(person))
    return person


def end_hat(actor: Actor, *, hat_id: int) -> Hat:
    """Take a hat off for good, from today. Sign-ins that wear it lose it at once."""
    return _end(actor, queries.hat(actor, hat_id, lock=True))


def _end(actor: Actor, hat: Hat) -> Hat:
    rules.check_may_appoint(actor.hat, hat.role)
    if hat.valid_to is not None and hat.valid_to <= clock.today():
        raise RuleBroken("Peran ini sudah berakhir.")
    hat.valid_to = max(clock.today(), hat.valid_from)
    if hat.role in rules.VENDOR_HATS:
        _end_stand_ins(hat)
    journal.record(actor, "hat.ended", _subject(hat.person_id), hat=hat.id, role=hat.role)
    return hat


def _end_stand_ins(hat: Hat) -> None:
    """Who acted for a member because of this hat does so no longer."""
    lent = update(Hat).where(Hat.deputy_for == hat.id, Hat.role == Role.VENDOR_STAFF, Hat.valid_to.is_(None))
    db.session.execute(lent.values(valid_to=clock.today()))


def end_staff_hat(actor: Actor, *, hat_id: int) -> Hat:
    """An owner takes a staff hat of the own business off. Raises NotVisible for any other hat."""
    if hat_id not in {hat.id for hat in queries.staff_hats(actor)}:
        raise NotVisible(str(hat_id))
    return _end(actor, queries.hat(SYSTEM, hat_id, lock=True))


def transfer_hat(actor: Actor, *, hat_id: int, to_person_id: int, decree: str = "") -> Hat:
    """Move a hat to another person: ended here, appointed there, in one step."""
    old = end_hat(actor, hat_id=hat_id)
    return appoint(actor, person_id=to_person_id, role=old.role, scope=old.scope, decree=decree)


def deputise(actor: Actor, *, hat_id: int, to_person_id: int, until: date, decree: str = "") -> Hat:
    """Let another person stand in until (not including) a day. The hat itself stays."""
    own = queries.hat(actor, hat_id, lock=True)
    if until <= clock.today():
        raise RuleBroken("Tanggal berakhir harus sesudah hari ini.", field="until")
    deputy = appoint(
        actor, person_id=to_person_id, role=own.role, scope=own.scope, decree=decree, until=until
    )
    deputy.deputy_for = own.id
    return deputy


def block(actor: Actor, *, person_id: int) -> Person:
    """Stop somebody from signing in; every phone is signed out now."""
    person = queries.get(actor, person_id, lock=True)
    if person.id == actor.person_id:
        raise RuleBroken("Anda tidak bisa memblokir diri sendiri.")
    person.blocked_at = clock.now()
    _end_sign_ins(person.id)
    journal.record(actor, "person.blocked", subject(person))
    return person


def unblock(actor: Actor, *, person_id: int) -> Person:
    person = queries.get(actor, person_id, lock=True)
    person.blocked_at = None
    journal.record(actor, "person.unblocked", subject(person))
    return person


def hand_out_code(actor: Actor, *, person_id: int, code: str) -> PaperCode:
    """Note a single-use paper code (made by `secrets.new_paper_code`) for a new PIN; older ones end."""
    person = queries.get(actor, person_id, lock=True)
    rules.check_may_hand_out(actor.hat, queries.roles_of(person_id))
    void_codes([person.id])
    kind = CodeKind.NEW_PIN if person.secret_hash else CodeKind.CLAIM
    row = PaperCode(
        digest=secrets.digest(code),
        kind=kind,
        person_id=person.id,
        issued_by=actor.person_id,
        expires_at=clock.now() + CODE_VALID_FOR,
    )
    db.session.add(row)
    journal.record(actor, "person.code_handed_out", subject(person), kind=kind)
    return row


def use_code(*, code: str, phone: str, secret_hash: str) -> Person:
    """Open an account with a paper code: sets the new PIN and, for a claim, the phone number."""
    found = select(PaperCode).where(PaperCode.digest == secrets.digest(code)).with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None or row.used_at or row.expires_at <= clock.now():
        raise RuleBroken("Kode tidak dikenal atau sudah dipakai. Minta kode baru ke PPL.", field="code")
    person = queries.get(SYSTEM, row.person_id, lock=True)
    rules.check_secret_suits(queries.roles_of(person.id), is_pin=secrets.is_pin(secret_hash))
    if row.kind is CodeKind.CLAIM and person.phone is None:
        if queries.by_phone(phone):
            raise RuleBroken("Nomor ini sudah dipakai akun lain.", field="phone")
        person.phone = phone
    if person.phone != phone:
        raise RuleBroken("Nomor HP tidak cocok dengan kode ini.", field="phone")
    row.used_at = clock.now()
    person.secret_hash = secret_hash
    _end_sign_ins(person.id)
    journal.record(Actor(person.id, Role.PUBLIC), "person.code_used", subject(person), kind=row.kind)
    return person


def make_admin(*, name: str, phone: str, secret_hash: str) -> Person:
    """The first admin, from the command line."""
    person = queries.by_phone(phone) or Person(name=name, phone=phone, salt=secrets.new_salt())
    person.secret_hash = secret_hash
    db.session.add(person)
    db.session.flush()
    if Role.ADMIN not in queries.roles_of(person.id):
        db.session.add(Hat(person_id=person.id, role=Role.ADMIN))
        journal.record(SYSTEM, "hat.appointed", subject(person), role=Role.ADMIN, scope="")
    return person


def forget(actor: Actor, person: Person, *, at: datetime) -> None:
    """Empty the row of a person who leaves; only its number stays. Hats end, phones and codes go."""
    person.name, person.phone, person.secret_hash, person.nip = FORGOTTEN, None, None, ""
    person.village_code, person.salt, person.blocked_at = None, secrets.new_salt(), at
    for hat in queries.hats_of(person.id):
        hat.valid_to = max(clock.today(), hat.valid_from)
        journal.record(actor, "hat.ended", subject(person), hat=hat.id, role=hat.role)
    _end_sign_ins(person.id)
    db.session.execute(delete(PaperCode).where(PaperCode.person_id == person.id))


def subject(person: Person) -> str:
    """How the journal names a person."""
    return _subject(person.id)


def _subject(person_id: int | None) -> str:
    return f"person:{person_id}"


def _check_scope_exists(role: Role, scope: str) -> None:
    try:
        queries.scope_name(role, scope)
    except (NotVisible, ValueError):
        raise RuleBroken("Tempat atau kantor ini tidak ada di daftar.", field="scope") from None


def void_codes(person_ids: Collection[int]) -> None:
    """Paper codes of these people that were not used end now."""
    unused = update(PaperCode).where(PaperCode.person_id.in_(person_ids), PaperCode.used_at.is_(None))
    db.session.execute(unused.values(expires_at=clock.now()))


def _end_sign_ins(person_id: int | None) -> None:
    db.session.execute(delete(SignIn).where(SignIn.person_id == person_id))
