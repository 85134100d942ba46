import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.budgets.rules import Budget, check_ceiling
from domain.errors import RuleBroken

LINE = Budget(ceiling=45_000_000)


def test_a_purchase_takes_gives_back_and_spends():
    held = LINE.take(44_400_000)
    assert held.left == 600_000
    assert held.give_back(44_400_000) == LINE
    spent = held.spend(44_400_000)
    assert (spent.held, spent.spent, spent.left) == (0, 44_400_000, 600_000)


def test_the_last_rupiah_can_be_taken_and_not_one_more():
    assert LINE.take(45_000_000).left == 0
    with pytest.raises(RuleBroken, match=r"kurang Rp1\. Sisanya Rp45\.000\.000") as refused:
        LINE.take(45_000_001)
    assert refused.value.field == "budget_line"


def test_what_is_not_held_cannot_be_let_go_or_spent():
    for act in (LINE.give_back, LINE.spend):
        with pytest.raises(ValueError, match="only 0 is held"):
            act(1)


def test_a_ceiling_stays_above_what_is_bound():
    bound = Budget(10, held=3, spent=4)
    check_ceiling(7, bound)
    with pytest.raises(RuleBroken, match=r"Sudah terpakai Rp7"):
        check_ceiling(6, bound)


@given(
    st.lists(st.tuples(st.sampled_from(["take", "give_back", "spend"]), st.integers(0, 10**8)), max_size=30)
)
def test_nothing_is_ever_negative(happenings):
    line = LINE
    for verb, amount in happenings:
        try:
            line = getattr(line, verb)(amount)
        except (RuleBroken, ValueError):
            continue
        assert min(line.left, line.held, line.spent) >= 0
        assert line.left + line.held + line.spent == line.ceiling
