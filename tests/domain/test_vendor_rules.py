"""A vendor's numbers, states and what is asked of it."""

import pytest

from domain.errors import RuleBroken
from domain.people.rules import Role, VendorKind, VendorStatus
from domain.people.vendors import identifiers, rules
from domain.people.vendors.rules import MOVES, Told, after, moves_for
from domain.region.rows import Need

FULL = Told(VendorKind.PERSON, "Jalan", "+62", "Bu", "1" * 13, "1" * 16, False, False, "123456", frozenset())
DOCUMENTS = (("nib", "Surat NIB", Need.ALWAYS), ("deed", "Akta", Need.COMPANY), ("sppkp", "SPPKP", Need.PKP),
             ("suket", "Suket", Need.CERTIFICATE), ("ktp", "KTP", Need.PERSON), ("halal", "Halal", Need.OPTIONAL))  # fmt: skip


@pytest.mark.parametrize(
    ("parse", "typed", "kept"),
    [
        (identifiers.parse_nib, "0220 1028 3746 5", "0220102837465"),
        (identifiers.parse_npwp, "01.234.567.8-901.000", "012345678901000"),
        (identifiers.parse_npwp, "0012345678901000", "0012345678901000"),
        (identifiers.parse_account, "001-234-5678", "0012345678"),
    ],
)
def test_a_number_is_kept_as_digits_with_its_zeros(parse, typed, kept):
    assert parse(typed) == kept


@pytest.mark.parametrize(
    ("parse", "field", "typed"),
    [
        *((identifiers.parse_nib, "nib", text) for text in ("1" * 12, "1" * 14, "NIB1234567890", "١" * 13, "9" * 5_000)),
        *((identifiers.parse_npwp, "npwp", text) for text in ("1" * 14, "1" * 17, "-" * 20, "1e15", "=1+1")),
        *((identifiers.parse_account, "bank_account", text) for text in ("12345", "1" * 21, "BCA 123", "")),
    ],
)  # fmt: skip
def test_another_length_or_sign_is_refused_in_words(parse, field, typed):
    with pytest.raises(RuleBroken) as refused:
        parse(typed)
    assert refused.value.field == field
    assert "angka" in refused.value.message


@pytest.mark.parametrize("number", ["0220102837465", "012345678901000"])
def test_a_masked_number_shows_its_end_only(number):
    assert identifiers.masked(number) == f"•••• {number[-4:]}"
    assert identifiers.masked("") == ""


@pytest.mark.parametrize("status", VendorStatus)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", sorted({move.verb for move in MOVES}))
def test_a_step_works_exactly_where_it_is_offered(verb, status, role):
    offered = {move.verb: move for move in moves_for(status, role)}
    if verb in offered:
        assert after(status, verb, role) is offered[verb].targets[0]
    else:
        with pytest.raises(RuleBroken):
            after(status, verb, role)


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, {"nib", "ktp"}),
        ({"kind": VendorKind.COMPANY}, {"nib", "deed"}),
        ({"is_pkp": True}, {"nib", "ktp", "sppkp"}),
        ({"has_certificate": True}, {"nib", "ktp", "suket"}),
        ({"documents": frozenset({"nib"})}, {"ktp"}),
    ],
)
def test_documents_are_asked_by_what_the_vendor_is(change, asked):
    found = rules.missing(FULL._replace(**change), DOCUMENTS)
    assert {each.document for each in found} == asked


@pytest.mark.parametrize("field", ["address", "phone", "owner_name", "nib", "npwp", "bank_account"])
def test_an_empty_answer_is_named_with_its_page(field):
    found = rules.missing(FULL._replace(**{field: ""}), ())
    assert len(found) == 1
    assert found[0].page


@pytest.mark.parametrize("left_out", sorted(rules.CHECKLIST))
def test_every_point_of_the_checklist_is_needed(left_out):
    ticked = [code for code in rules.CHECKLIST if code != left_out]
    with pytest.raises(RuleBroken, match=rules.CHECKLIST[left_out]):
        rules.check_checklist(ticked)
    rules.check_checklist([*ticked, left_out])


@pytest.mark.parametrize(("asked", "decides", "may"), [(1, 2, True), (1, 1, False), (1, None, False)])
def test_one_asks_and_another_decides(asked, decides, may):
    if may:
        rules.check_other_eyes(asked, decides)
    else:
        with pytest.raises(RuleBroken, match="orang lain"):
            rules.check_other_eyes(asked, decides)


@pytest.mark.parametrize("verb", sorted({move.verb for move in MOVES}))
def test_a_reason_is_asked_where_somebody_loses_or_waits(verb):
    if verb in rules.NEEDS_REASON:
        with pytest.raises(RuleBroken) as refused:
            rules.check_reason(verb, "  ")
        assert refused.value.field == "reason"
    else:
        rules.check_reason(verb, "")
    with pytest.raises(RuleBroken):
        rules.check_reason(verb, "x" * 401)
