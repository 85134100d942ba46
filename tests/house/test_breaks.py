"""The deliberate breaks of `make breaks` still fit the code; whether each is noticed, only the long run tells."""

import pytest

from tests.house.breaks import BREAKS, ROOT


def test_there_are_twelve():
    assert len(BREAKS) == 12


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.what)
def test_a_break_still_finds_what_it_breaks(broken):
    assert (ROOT / broken.file).read_text().count(broken.old) == 1
    file, _, test = broken.test.partition("::")
    assert f"def {test}" in (ROOT / file).read_text()
