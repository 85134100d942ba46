"""Codes of authenticator apps, against the vectors printed in RFC 4226 (appendix D) and RFC 6238 (appendix B)."""

from datetime import UTC, datetime

import pytest

from domain.people.factor import totp

SECRET = b"12345678901234567890"


COUNTED = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split()


@pytest.mark.parametrize(("count", "code"), list(enumerate(COUNTED)))
def test_the_counter_vectors(count, code):
    assert totp.code_at(SECRET, count) == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_time_vectors(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_at(SECRET, totp.step_of(moment), digits=8) == code


def test_a_code_counts_one_step_around_and_never_twice():
    now = datetime(2026, 11, 24, 5, 0, 10, tzinfo=UTC)
    step = totp.step_of(now)
    for near in (step - 1, step, step + 1):
        assert totp.matching_step(SECRET, totp.code_at(SECRET, near), now, after=0) == near
    for far in (step - 2, step + 2):
        assert totp.matching_step(SECRET, totp.code_at(SECRET, far), now, after=0) is None
    assert totp.matching_step(SECRET, totp.code_at(SECRET, step), now, after=step) is None


def test_an_app_is_told_the_secret_by_picture_or_by_hand():
    assert totp.written(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    address = totp.address(SECRET, account="+62812", issuer="Pasar Rukun")
    assert address == (
        "otpauth://totp/Pasar%20Rukun:%2B62812?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Pasar%20Rukun"
    )
