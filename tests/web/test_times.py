"""Times on the screen are said as people say them."""

from datetime import datetime, timedelta

import pytest

from domain import clock
from web.filters import ago, time_left

NOW = datetime.fromisoformat("2026-11-24T12:00:00+07:00")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.5, "30 menit"), (23, "23 jam"), (24, "1 hari"), (51, "2 hari"), (13 * 24, "13 hari"),
        (15 * 24, "2 minggu"), (59 * 24, "8 minggu"), (61 * 24, "2 bulan"), (334 * 24, "11 bulan"),
        (355 * 24, "hampir setahun"), (366 * 24, "setahun lebih"), (800 * 24, "2 tahun"),
    ],
)  # fmt: skip
def test_a_span_is_said_as_people_say_it(app, hours, said):
    with clock.freeze(NOW):
        assert ago(NOW - timedelta(hours=hours)) == f"{said} lalu"
        assert time_left(NOW + timedelta(hours=hours)) == f"{said} lagi"
        assert time_left(NOW - timedelta(hours=hours)) == f"lewat {said}"
