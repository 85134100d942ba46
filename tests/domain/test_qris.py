"""QRIS codes: the CRC's check value, a code built by hand, and everything that is wrong with others."""

import pytest

from domain.errors import RuleBroken
from domain.purchases.money import qris


def tlv(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def payload(**changed) -> str:
    account = (
        tlv("00", "ID.CO.EXAMPLE.WWW") + tlv("01", "936000140000000001") + tlv("02", "M1") + tlv("03", "UMI")
    )
    tags = {
        "00": "01", "01": "11", "26": account,
        "51": tlv("00", "ID.CO.QRIS.WWW") + tlv("02", "ID1020000000001") + tlv("03", "UMI"),
        "52": "5499", "53": "360", "58": "ID", "59": "DAPUR CONTOH", "60": "KOTA", "61": "65311",
    } | {name.removeprefix("t"): value for name, value in changed.items()}  # fmt: skip
    body = "".join(tlv(tag, tags[tag]) for tag in sorted(tags) if tags[tag]) + "6304"
    return body + qris.crc(body)


def test_the_check_value_of_the_crc():
    """CRC-16/CCITT-FALSE of "123456789" is 29B1."""
    assert qris.crc("123456789") == "29B1"


def test_it_says_whose_code_it_is():
    code = qris.read(f"  {payload()}\n")
    assert (code.name, code.city, code.nmid, code.is_static) == (
        "DAPUR CONTOH",
        "KOTA",
        "ID1020000000001",
        True,
    )


def test_an_amount_is_filled_in_and_the_rest_stays():
    filled = qris.with_amount(qris.read(payload()), 3_000_000)
    read = qris.read(filled)
    assert not read.is_static
    assert qris.parts(filled)["54"] == "3000000"
    assert read.nmid == "ID1020000000001"
    with pytest.raises(ValueError, match="0 rupiah"):
        qris.with_amount(read, 0)


def test_the_bill_is_named_beside_what_the_code_says_already():
    """EMVCo tag 62: 01 is the number of the bill, 07 the terminal."""
    code = qris.read(payload(t62=tlv("07", "KASIR1")))
    filled = qris.with_amount(code, 50_000, bill="P0012")
    assert qris.parts(qris.parts(filled)["62"]) == {"01": "P0012", "07": "KASIR1"}
    assert qris.read(filled).nmid == "ID1020000000001"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "bukan isi kode"),
        ("halo", "tidak utuh"),
        (payload()[:-1] + ("0" if payload()[-1] != "0" else "1"), "tidak utuh"),
        (payload().replace("DAPUR", "DAPUT"), "tidak utuh"),
        (payload(t53="840"), "bukan QRIS rupiah"),
        (payload(t58="SG"), "bukan QRIS rupiah"),
        (payload(t51=""), "NMID"),
        (payload(t51=tlv("00", "ID.CO.LAIN.WWW") + tlv("02", "ID1020000000001")), "bukan QRIS rupiah"),
        ("9" * 600, "bukan isi kode"),
        ("é" + payload(), "bukan isi kode"),
    ],
)
def test_another_code_is_refused_in_words(typed, said):
    with pytest.raises(RuleBroken, match=said):
        qris.read(typed)


def test_a_length_that_does_not_fit_is_refused_though_the_crc_does():
    body = payload()[:-8].replace("5912DAPUR", "5999DAPUR") + "6304"
    with pytest.raises(RuleBroken, match="terpotong"):
        qris.read(body + qris.crc(body))


def test_only_a_static_code_without_amount_is_kept():
    qris.check_static(qris.read(payload()))
    for other in (payload(t01="12"), payload(t54="5000")):
        with pytest.raises(RuleBroken, match="tetap"):
            qris.check_static(qris.read(other))
