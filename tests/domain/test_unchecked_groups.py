"""Groups of active ingredients that come from memory are marked until somebody has looked them up."""

import pytest

from domain.knowledge.texts import ProblemText

ENTRY = dict.fromkeys(("local_names", "commodities", "signs", "prevention", "mechanical", "biological"), ())
ENTRY |= {"name": "Patek", "latin": "", "kind": "disease", "threshold": "", "call_when": ""}
MEMORY = "buku A; golongan obat dari ingatan; wajib diperiksa POPT"


@pytest.mark.parametrize(
    ("source", "chemical", "marked"),
    [(MEMORY, ("FRAC M3",), True), (MEMORY, (), False), ("buku A", ("FRAC M3",), False)],
)
def test_the_mark_goes_with_the_words_of_the_source(source, chemical, marked):
    assert ProblemText(**ENTRY, source=source, chemical=chemical).groups_unchecked is marked
