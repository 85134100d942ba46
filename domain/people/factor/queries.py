"""What the screens of the second factor ask."""

from sqlalchemy import func, select

from domain import clock
from domain.db import db
from domain.errors import NotVisible
from domain.people.factor import keys, totp
from domain.people.factor.models import FactorReset, RecoveryCode, SecondFactor
from domain.people.rules import Actor, Role


def is_enrolled(person_id: int | None) -> bool:
    """Whether this person has a second factor that was tried once."""
    found = select(SecondFactor.confirmed_at).where(SecondFactor.person_id == person_id)
    return db.session.scalar(found) is not None


def begun(actor: Actor) -> bytes:
    """The secret of the actor's own factor while it is not confirmed yet. Raises NotVisible afterwards."""
    found = select(SecondFactor.seed).where(
        SecondFactor.person_id == actor.person_id, SecondFactor.confirmed_at.is_(None)
    )
    seed = db.session.scalar(found)
    if seed is None:
        raise NotVisible("second factor")
    return keys.secret_of(seed)


def recovery_left(person_id: int | None) -> int:
    """How many recovery codes are unused."""
    unused = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(unused) or 0


def open_reset(actor: Actor, person_id: int) -> FactorReset | None:
    """The reset of somebody's factor that another admin may agree to now; only admins see it."""
    if actor.hat is not Role.ADMIN:
        return None
    found = select(FactorReset).where(
        FactorReset.person_id == person_id, FactorReset.agreed_by.is_(None),
        FactorReset.expires_at > clock.now(),
    )  # fmt: skip
    return db.session.scalar(found.order_by(FactorReset.id.desc()).limit(1))


def demo_code(person_id: int | None) -> str:
    """The next unused code an app would show. For the demo's own screens, which production does not have."""
    factor = db.session.get(SecondFactor, person_id)
    if factor is None:
        return ""
    now = totp.step_of(clock.now())
    step = min(max(now, factor.last_step + 1), now + totp.DRIFT)
    return totp.code_at(keys.secret_of(factor.seed), step)
