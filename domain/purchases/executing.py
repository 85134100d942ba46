"""Who carries a purchase out: the hat the dated rule names for its lane and value, and what others are told.

Preparing is open to everybody who buys for the office. Submitting, offering a price and agreeing with one are
not: they bind the office to a vendor.
"""

from typing import NamedTuple

from domain import clock, region
from domain.errors import RuleBroken
from domain.money import rupiah
from domain.people.rules import ROLE_WORDS, VENDOR_HATS, Actor, Role
from domain.purchases.lanes import EXECUTORS
from domain.purchases.models import Purchase
from domain.purchases.queries import CHOOSING, PREPARED
from domain.purchases.states import State
from domain.region.rules import Executor, LaneCode, ObjectGroup
from domain.sentences import say

ROLE_OF = {each: Role(each.value) for each in Executor}
STAND_IN = "signer_for_selection_group"  # the threshold: 1 while a PPK may stand in, with a reason


class Due(NamedTuple):
    """Whom the rules of today name for a purchase of this value, and whether a PPK may stand in with a reason."""

    executor: Executor
    value: int
    may_stand_in: bool

    def refuses(self, hat: Role, *, reason: str) -> bool:
        """Whether this hat must leave it to another; a reason opens the door only where the rules have one."""
        if hat is ROLE_OF[self.executor]:
            return False
        return not (self.may_stand_in and hat is Role.SIGNER and reason.strip())

    @property
    def words(self) -> str:
        return EXECUTORS[self.executor]


def due_of(purchase: Purchase) -> Due | None:
    """Whom the rules name for what it costs now; None before that was worked out, or while they close the lane to it."""
    return due_for(LaneCode(purchase.lane), purchase.total) if purchase.total else None


def due_for(lane: LaneCode, value: int) -> Due | None:
    """Whom today's rules name for a value (rupiah) in a lane; None when they close the lane to it."""
    pack, today = region.current(), clock.today()
    rule = pack.lane_for(lane, ObjectGroup.GOODS_SERVICES, value, today)
    if rule is None:
        return None
    door = pack.thresholds_on(today).get(STAND_IN)
    opened = rule.executor is Executor.SELECTION_GROUP and door is not None and bool(door.value)
    return Due(rule.executor, value, opened)


def check(actor: Actor, purchase: Purchase) -> None:
    """Note who carries it out, before it is submitted or a price is offered. Raises RuleBroken for another hat."""
    due = due_of(purchase)
    if due is None:
        return  # whoever checks the lane says why
    if due.refuses(actor.hat, reason=purchase.executor_reason):
        raise RuleBroken(
            "Belanja {rupiah} dijalankan {executor}, bukan {hat}. Tekan Serahkan: isi pesanan tetap, lalu {executor} yang mengajukan.",
            rupiah=rupiah(due.value), executor=due.words, hat=ROLE_WORDS[actor.hat],
        )  # fmt: skip
    if actor.hat is ROLE_OF[due.executor]:
        purchase.executor_reason = ""
    purchase.executor, purchase.executed_as = due.executor, Executor(actor.hat.value)


def is_for(actor: Actor, purchase: Purchase) -> bool:
    """Whether this hat carries out a purchase of its value."""
    due = due_of(purchase)
    return due is None or not due.refuses(actor.hat, reason=purchase.executor_reason)


def check_choice(actor: Actor, value: int) -> None:
    """Who takes a vendor's offer is who may buy at its price. Raises RuleBroken for another hat."""
    found = (due_for(lane, value) for lane in (LaneCode.B, LaneCode.A))
    due = next((each for each in found if each is not None), None)
    if due is not None and due.refuses(actor.hat, reason=""):
        raise RuleBroken(
            "Penawaran {rupiah} dipilih {executor}, bukan {hat}. Semua penawaran tetap tersimpan: minta {executor} di kantor Anda membuka halaman ini.",
            rupiah=rupiah(value), executor=due.words, hat=ROLE_WORDS[actor.hat],
        )  # fmt: skip


def check_step(actor: Actor, purchase: Purchase, verb: str) -> None:
    """Once it is being carried out, only the hat that does may agree or offer again. Raises RuleBroken."""
    if actor.hat in VENDOR_HATS or purchase.state is not State.COUNTERED or verb not in CHOOSING:
        return
    if purchase.executed_as is not None and actor.hat is not ROLE_OF[purchase.executed_as]:
        raise RuleBroken(
            "Tawar-menawar ini dijalankan {executor}. Dia yang menjawab penjual.",
            executor=EXECUTORS[purchase.executed_as],
        )


def check_still(purchase: Purchase) -> None:
    """The rules did not name another hat since it was submitted. Raises RuleBroken."""
    if purchase.executed_as is None or purchase.submitted_at is None:
        return  # from before this was written down
    then = region.current().lane_for(
        LaneCode(purchase.lane), ObjectGroup.GOODS_SERVICES, purchase.total,
        clock.local(purchase.submitted_at).date(),
    )  # fmt: skip
    now = due_for(LaneCode(purchase.lane), purchase.total)
    if then is None or now is None or now.executor is then.executor:
        return
    if now.refuses(ROLE_OF[purchase.executed_as], reason=purchase.executor_reason):
        raise RuleBroken(
            "Sejak diajukan, aturannya berubah: sebesar ini dijalankan {executor}. Kembalikan, supaya diserahkan ke dia.",
            executor=now.words,
        )


def check_handing_on(actor: Actor, due: Due | None, purchase: Purchase) -> Due:
    """A draft goes to whoever must carry it out, once. Raises RuleBroken."""
    if due is None:
        raise RuleBroken("Isi dulu anggaran dan pengirimannya, supaya jelas siapa yang menjalankan.")
    if actor.hat is ROLE_OF[due.executor]:
        raise RuleBroken("Sebesar ini Anda sendiri yang menjalankan. Ajukan saja.")
    if purchase.executor is due.executor:
        raise RuleBroken("Sudah diserahkan ke {executor}.", executor=due.words)
    return due


def check_standing_in(actor: Actor, due: Due | None) -> Due:
    """A PPK stands in where the rules leave the door open. Raises RuleBroken."""
    if due is None or not due.may_stand_in or actor.hat is not Role.SIGNER:
        raise RuleBroken("Untuk nilai ini tidak ada pengganti. Serahkan ke yang menjalankan.")
    return due


def closed_verbs(actor: Actor, purchase: Purchase) -> set[str]:
    """Steps of the table that the value of this purchase keeps from this hat, and ways round that it does not need."""
    if purchase.state is State.COUNTERED:
        other = purchase.executed_as is not None and actor.hat is not ROLE_OF[purchase.executed_as]
        return {"offer", "agree"} if other and actor.hat not in VENDOR_HATS else set()
    due = due_of(purchase) if purchase.state in PREPARED else None
    if due is None:
        return {"pass_on", "stand_in"}
    if not due.refuses(actor.hat, reason=purchase.executor_reason):
        return {"pass_on", "stand_in"}
    closed = {"submit", "offer"}
    if not due.may_stand_in:
        closed.add("stand_in")
    if purchase.executor is due.executor:
        closed.add("pass_on")
    return closed


def told(purchase: Purchase) -> dict[str, str]:
    """For the journal: who should have carried it out, when another hat does."""
    if purchase.executor is None or purchase.executed_as in (None, purchase.executor):
        return {}
    return {"executor": purchase.executor.value, "executed_as": purchase.executed_as.value}


def words_of(purchase: Purchase, actor: Actor) -> str:
    """For who prepares it: whom it goes to, or has gone to; nothing for the right hat, and once it is submitted."""
    if purchase.state not in PREPARED or actor.hat in VENDOR_HATS:
        return ""
    due = due_of(purchase)
    if due is None or not due.refuses(actor.hat, reason=purchase.executor_reason):
        return ""
    if purchase.executor is due.executor:
        return say("Sudah diserahkan ke {executor}: dia yang mengajukan.", executor=due.words)
    return say(
        "Sebesar ini diajukan {executor}. Tekan Serahkan: isi pesanan tetap, dan dia diberi kabar.",
        executor=due.words,
    )
