"""Two people of one name and village do not look like one, and no more is said than that takes."""

from domain.complaints.wording import Namesake, told_apart

SLAMET = Namesake(1, "Pak Slamet", "Hulu", "", "+6281200000123")


def test_nobody_is_described_without_need():
    assert told_apart([SLAMET, SLAMET, SLAMET._replace(person_id=2, village="Hilir")]) == {}


def test_by_hamlet_where_the_hamlets_differ():
    both = [SLAMET._replace(hamlet="Krajan"), SLAMET._replace(person_id=2, hamlet="Ngujung")]
    assert told_apart(both) == {1: "Krajan", 2: "Ngujung"}


def test_else_by_the_last_three_digits():
    same = [SLAMET._replace(hamlet="Krajan"), SLAMET._replace(person_id=2, hamlet="krajan", phone="")]
    assert told_apart(same) == {1: "HP …123", 2: "tanpa HP"}
