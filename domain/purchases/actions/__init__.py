"""The verbs of baskets and purchases. None commits; each asks every rule before the first row changes."""

from domain.purchases.actions.approving import approve, reject, send_back
from domain.purchases.actions.basket import (
    add_to_basket,
    change_basket,
    draft_purchases,
    remove_from_basket,
)
from domain.purchases.actions.buying import (
    change_draft,
    discard,
    refresh_offer,
    submit,
    withdraw,
)
from domain.purchases.actions.cancelling import agree_cancel, ask_cancel, cancel, keep, resume
from domain.purchases.actions.changing import agree_change, drop_change, extend, propose_change, refuse_change
from domain.purchases.actions.claiming import agree_short, close_short, contest, refuse_short, settle
from domain.purchases.actions.delivering import accept, hand_over, receive, refuse, ship, waive
from domain.purchases.actions.due import run_due
from domain.purchases.actions.evidence import add_receipt_photo
from domain.purchases.actions.executing import pass_on, stand_in
from domain.purchases.actions.handing import check_back, give_back, hand_out, take_over
from domain.purchases.actions.moving import move_event
from domain.purchases.actions.negotiating import agree, counter, decline_offer, offer, stop
from domain.purchases.actions.organising import approve_stage, book_event, report, return_stage
from domain.purchases.actions.paying import confirm_paid, invoice, pay, return_invoice, verify
from domain.purchases.actions.rating import answer_rating, rate
from domain.purchases.actions.reissuing import reissue
from domain.purchases.actions.renting import rent

__all__ = [
    "add_receipt_photo",
    "accept",
    "add_to_basket",
    "agree",
    "agree_cancel",
    "agree_change",
    "agree_short",
    "answer_rating",
    "approve",
    "approve_stage",
    "ask_cancel",
    "book_event",
    "cancel",
    "change_basket",
    "change_draft",
    "check_back",
    "close_short",
    "confirm_paid",
    "contest",
    "counter",
    "decline_offer",
    "discard",
    "drop_change",
    "propose_change",
    "refuse_change",
    "draft_purchases",
    "extend",
    "give_back",
    "hand_out",
    "hand_over",
    "invoice",
    "keep",
    "move_event",
    "offer",
    "pass_on",
    "pay",
    "rate",
    "receive",
    "refresh_offer",
    "refuse",
    "refuse_short",
    "reissue",
    "reject",
    "remove_from_basket",
    "rent",
    "report",
    "resume",
    "return_invoice",
    "return_stage",
    "run_due",
    "send_back",
    "settle",
    "ship",
    "stand_in",
    "stop",
    "submit",
    "take_over",
    "verify",
    "waive",
    "withdraw",
]
