from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RuleBroken, Stale
from domain.kinds import FulfilmentKind
from domain.people.rules import Role
from domain.purchases import delivery, rules, states
from domain.purchases.delivery import LineCount
from domain.purchases.rules import MOVES, Duties, after, moves_for
from domain.purchases.states import BUDGET_HELD, SPINE, State

PRODUCT = FulfilmentKind.PRODUCT
VERBS = sorted({move.verb for move in MOVES})


@pytest.mark.parametrize("verb", VERBS)
def test_a_move_works_exactly_where_it_is_offered(verb):
    for state, hat, kind in product(State, Role, FulfilmentKind):
        move = next((move for move in moves_for(state, hat, kind) if move.verb == verb), None)
        if move is None:
            with pytest.raises(RuleBroken):
                after(state, verb, hat, kind)
        else:
            for target in move.targets:
                assert after(state, verb, hat, kind, decided=target) is target


# Surat Pesanan to money, in the order the office does it
WALK = [
    ("submit", Role.PROCURER, State.AWAITING_APPROVAL),
    ("approve", Role.SIGNER, State.ISSUED),
    ("accept", Role.VENDOR_OWNER, State.ACCEPTED),
    ("ship", Role.VENDOR_STAFF, State.IN_FULFILMENT),
    ("receive", Role.RECEIVER, State.IN_FULFILMENT),
    ("ship", Role.VENDOR_OWNER, State.IN_FULFILMENT),
    ("receive", Role.RECEIVER, State.RECEIVED),
    ("hand_over", Role.SIGNER, State.HANDED_OVER),
    ("invoice", Role.VENDOR_OWNER, State.INVOICED),
    ("send_back", Role.FINANCE_VERIFIER, State.HANDED_OVER),
    ("invoice", Role.VENDOR_OWNER, State.INVOICED),
    ("verify", Role.FINANCE_VERIFIER, State.VERIFIED),
    ("pay", Role.TREASURER, State.PAID),
    ("confirm_paid", Role.VENDOR_OWNER, State.DONE),
]


def test_a_purchase_walks_from_draft_to_done():
    state, passed = State.DRAFT, [State.DRAFT]
    for verb, hat, expected in WALK:
        decided = expected if verb in ("receive", "pay") else None
        state = after(state, verb, hat, PRODUCT, decided=decided)
        assert state is expected
        passed.append(state)
    assert tuple(dict.fromkeys(passed)) == SPINE


@pytest.mark.parametrize(
    ("state", "verb", "hat", "target"),
    [
        ("awaiting_approval", "withdraw", Role.REQUESTER, "draft"),
        ("awaiting_approval", "return", Role.SIGNER, "returned"),
        ("awaiting_approval", "reject", Role.SIGNER, "declined"),
        ("awaiting_approval", "release", Role.SYSTEM, "returned"),
        ("draft", "offer", Role.PROCURER, "offered"),
        ("returned", "offer", Role.REQUESTER, "offered"),
        ("offered", "counter", Role.VENDOR_STAFF, "countered"),
        ("countered", "offer", Role.PROCURER, "offered"),
        ("offered", "agree", Role.VENDOR_OWNER, "awaiting_approval"),
        ("countered", "agree", Role.PROCURER, "awaiting_approval"),
        ("offered", "decline_offer", Role.VENDOR_OWNER, "returned"),
        ("countered", "stop", Role.REQUESTER, "draft"),
        ("offered", "lapse", Role.SYSTEM, "returned"),
        ("returned", "submit", Role.REQUESTER, "awaiting_approval"),
        ("returned", "discard", Role.PROCURER, "cancelled"),
        ("issued", "refuse", Role.VENDOR_STAFF, "declined"),
        ("issued", "expire", Role.SYSTEM, "expired"),
        ("issued", "cancel", Role.SIGNER, "cancelled"),
        ("accepted", "ask_cancel", Role.SIGNER, "cancel_asked"),
        ("cancel_asked", "agree_cancel", Role.VENDOR_OWNER, "cancelled"),
        ("cancel_asked", "keep", Role.VENDOR_STAFF, "accepted"),
        ("cancel_asked", "resume", Role.SIGNER, "accepted"),
        ("paid", "finish", Role.SYSTEM, "done"),
    ],
)
def test_the_paths_beside_the_spine(state, verb, hat, target):
    assert after(State(state), verb, hat, PRODUCT) == target


@pytest.mark.parametrize(
    ("state", "verb", "hat"),
    [
        (State.AWAITING_APPROVAL, "approve", Role.PROCURER),
        (State.DRAFT, "approve", Role.SIGNER),
        (State.OFFERED, "agree", Role.PROCURER),
        (State.COUNTERED, "agree", Role.VENDOR_OWNER),
        (State.OFFERED, "offer", Role.PROCURER),
        (State.COUNTERED, "counter", Role.VENDOR_OWNER),
        (State.OFFERED, "approve", Role.SIGNER),
        (State.AWAITING_APPROVAL, "counter", Role.VENDOR_OWNER),
        (State.ISSUED, "ship", Role.VENDOR_OWNER),
        (State.ACCEPTED, "cancel", Role.SIGNER),
        (State.CANCEL_ASKED, "agree_cancel", Role.SIGNER),
        (State.CANCEL_ASKED, "ship", Role.VENDOR_OWNER),
        (State.IN_FULFILMENT, "cancel", Role.SIGNER),
        (State.IN_FULFILMENT, "ask_cancel", Role.SIGNER),
        (State.ACCEPTED, "hand_over", Role.SIGNER),
        (State.IN_FULFILMENT, "settle", Role.SIGNER),
        (State.IN_FULFILMENT, "settle", Role.VENDOR_OWNER),
        (State.RECEIVED, "contest", Role.VENDOR_OWNER),
        (State.PAID, "close_short", Role.VENDOR_OWNER),
        (State.DONE, "contest", Role.SIGNER),
        (State.IN_FULFILMENT, "agree_short", Role.VENDOR_OWNER),
        (State.RECEIVED, "hand_over", Role.RECEIVER),
        (State.INVOICED, "pay", Role.TREASURER),
        (State.VERIFIED, "pay", Role.FINANCE_VERIFIER),
        (State.PAID, "pay", Role.TREASURER),
        (State.DONE, "send_back", Role.FINANCE_VERIFIER),
    ],
)
def test_no_step_is_skipped_repeated_or_done_by_another(state, verb, hat):
    with pytest.raises(RuleBroken):
        after(state, verb, hat, PRODUCT)


def test_a_stale_button_says_where_the_purchase_is_now():
    with pytest.raises(Stale, match="sekarang “Sudah dibayar”"):
        after(State.PAID, "pay", Role.TREASURER, PRODUCT)


MONEY = [State.HANDED_OVER, State.INVOICED, State.VERIFIED]


@pytest.mark.parametrize("state", MONEY)
@pytest.mark.parametrize(
    ("verb", "hat"),
    [
        ("ship", Role.VENDOR_OWNER),
        ("receive", Role.RECEIVER),
        ("hand_over", Role.SIGNER),
        ("contest", Role.VENDOR_STAFF),
        ("contest", Role.SIGNER),
        ("close_short", Role.VENDOR_OWNER),
        ("refuse_short", Role.SIGNER),
        ("settle", Role.ADMIN),
    ],
)
def test_while_money_has_its_turn_goods_still_come_and_are_settled(state, verb, hat):
    """The money's state stays: partial delivery is told by quantities, never by a state."""
    assert after(state, verb, hat, PRODUCT, decided=state) is state
    for kind in (FulfilmentKind.RENTAL, FulfilmentKind.ORGANISER):
        with pytest.raises(RuleBroken):
            after(state, verb, hat, kind, decided=state)


@pytest.mark.parametrize("decided", [State.PAID, State.IN_FULFILMENT, State.RECEIVED, State.HANDED_OVER])
def test_a_payment_of_a_part_leads_to_what_is_left(decided):
    assert after(State.VERIFIED, "pay", Role.TREASURER, PRODUCT, decided=decided) is decided
    with pytest.raises(ValueError, match="leads to one of"):
        after(State.VERIFIED, "pay", Role.TREASURER, PRODUCT, decided=State.DONE)


def test_only_products_are_shipped():
    for kind in (FulfilmentKind.RENTAL, FulfilmentKind.ORGANISER):
        assert "ship" not in {move.verb for move in moves_for(State.ACCEPTED, Role.VENDOR_OWNER, kind)}


def test_the_budget_is_held_from_submit_until_it_is_paid():
    assert State.AWAITING_APPROVAL in BUDGET_HELD and State.VERIFIED in BUDGET_HELD
    assert not BUDGET_HELD & {State.DRAFT, State.RETURNED, State.PAID, State.DONE, *states.ENDED}


def test_every_state_has_words_and_the_timeline_is_in_order():
    assert set(states.LABELS) == set(State)
    assert [states.step_label(state) for state in SPINE][:3] == ["Disusun", "Diajukan", "PPK setuju"]
    done, to_come = states.steps(State.ISSUED)
    assert done[-1] is State.ISSUED and to_come[0] is State.ACCEPTED
    assert states.steps(State.RETURNED) == states.steps(State.DRAFT)
    assert states.steps(State.DONE) == (SPINE, ())
    with pytest.raises(ValueError, match="not in tuple"):
        states.steps(State.CANCELLED)


def test_no_label_calls_the_finance_verifier_ppk():
    assert "PPK" not in states.label(State.INVOICED)


APART = Duties(negotiator=1, signer=2, receiver=3, verifier=4, payer=5)


def test_five_people_keep_their_duties_apart():
    rules.check_separation(APART)
    rules.check_separation(Duties())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"payer": 2}, "menandatangani pesanan tidak boleh membayar"),
        ({"payer": 4}, "memeriksa tagihan tidak boleh membayar"),
        ({"receiver": 1}, "tidak boleh menerima barangnya"),
        ({"signer": 1}, "tidak boleh menyetujuinya"),
    ],
)
def test_duties_that_one_person_may_not_hold(change, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_separation(APART._replace(**change))


def test_a_kpa_who_is_also_ppk_may_sign_what_they_asked_for_and_still_not_pay():
    decree = {"kpa_decree": "188.45/12/2026"}
    rules.check_separation(APART._replace(signer=1, **decree))
    with pytest.raises(RuleBroken, match="tidak boleh membayar"):
        rules.check_separation(APART._replace(signer=1, payer=1, **decree))


def test_pairs_that_may_be_one_person():
    rules.check_separation(APART._replace(receiver=2))
    rules.check_separation(APART._replace(verifier=2))


ORDERED = LineCount(ordered=240, shipped=100, accepted=90, rejected=4)


def test_what_may_still_be_sent_and_what_is_under_way():
    assert ORDERED.may_ship == 144
    assert ORDERED.under_way == 6


def test_no_more_is_sent_than_was_ordered():
    delivery.check_ship([ORDERED], [144])
    with pytest.raises(RuleBroken, match="masih perlu dikirim 144, bukan 145") as refused:
        delivery.check_ship([LineCount(1), ORDERED], [0, 145])
    assert refused.value.field == "quantity-1"


@pytest.mark.parametrize(
    ("now", "sentence"), [([0, 0], "paling sedikit satu"), ([-1, 1], "paling sedikit 0")]
)
def test_a_shipment_holds_something(now, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        delivery.check_ship([LineCount(5), LineCount(5)], now)


def test_no_more_arrives_than_was_sent():
    delivery.check_receipt([ORDERED], [4], [2])
    with pytest.raises(RuleBroken, match="sedang dikirim 6, tetapi dicatat 7"):
        delivery.check_receipt([ORDERED], [4], [3])
    with pytest.raises(RuleBroken, match="paling sedikit satu barang"):
        delivery.check_receipt([ORDERED], [0], [0])
    with pytest.raises(RuleBroken, match="paling sedikit 0"):
        delivery.check_receipt([ORDERED], [-1], [2])


def test_a_rejected_piece_says_what_is_wrong_with_it():
    delivery.check_rejection(0, "")
    delivery.check_rejection(1, "sobek")
    with pytest.raises(RuleBroken, match="kenapa barang ini ditolak") as refused:
        delivery.check_rejection(1, " ", line=2)
    assert refused.value.field == "condition-2"


def test_a_purchase_is_received_when_every_piece_is_accepted():
    whole, part = LineCount(5, 5, 5), LineCount(5, 6, 4, 2)
    assert delivery.after_receipt([whole]) is State.RECEIVED
    assert delivery.after_receipt([whole, part]) is State.IN_FULFILMENT


@given(
    st.integers(1, 50),
    st.lists(st.tuples(st.booleans(), st.integers(0, 60), st.integers(0, 60)), max_size=30),
)
def test_however_it_is_delivered_nothing_appears_from_nowhere(ordered, happenings):
    line = LineCount(ordered)
    for ships, one, other in happenings:
        try:
            if ships:
                delivery.check_ship([line], [one])
                line = line._replace(shipped=line.shipped + one)
            else:
                delivery.check_receipt([line], [one], [other])
                line = line._replace(accepted=line.accepted + one, rejected=line.rejected + other)
        except RuleBroken:
            continue
        assert 0 <= line.accepted <= ordered
        assert line.under_way >= 0
        assert line.may_ship >= 0


def test_a_payment_is_right_to_the_rupiah():
    rules.check_payment(2_955_000, 2_955_000)
    with pytest.raises(RuleBroken, match=r"harus Rp2\.955\.000"):
        rules.check_payment(3_330_000, 2_955_000)


def test_where_the_tables_say_nothing_there_is_a_sentence_and_no_guess():
    rules.check_lane("B", 1)
    rules.check_form("kuitansi", 1)
    with pytest.raises(RuleBroken, match=r"Belanja Rp200\.000\.001 tidak bisa lewat jalur ini"):
        rules.check_lane(None, 200_000_001)
    with pytest.raises(RuleBroken, match=r"Bentuk kontrak untuk Rp100\.000\.001 belum diatur"):
        rules.check_form(None, 100_000_001)
