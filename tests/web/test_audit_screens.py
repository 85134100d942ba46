"""The auditor's screens: flags, replay, file; nobody else gets in."""

import pytest

from domain.people.rules import Role
from tests.domain.test_money_actions import paid
from tests.support.market import Market


@pytest.fixture
def sold(app):
    with app.app_context():
        market = Market()
        market.paid = paid(market)
        first, other = (
            market.draft(80),
            market.draft(81, market.sell("Keripik lain", price=12_500, stock=100)),
        )
        for code in (first, other):
            market.step(Role.PROCURER, "submit", code)
        market.split = other
        return market


@pytest.mark.parametrize("htmx", [False, True])
def test_the_auditor_sees_flags_and_tells_a_purchase_again(visit, person, sold, htmx):
    auditor = visit(person(Role.AUDITOR), htmx=htmx)
    page = auditor.get("/pengawas/")
    assert f"Mungkin dipecah: {sold.split}" in page.text
    assert sold.split in auditor.get("/pengawas/?tanda=split").text
    assert "Tidak ada tanda" in auditor.get("/pengawas/?tanda=late").text
    told = auditor.get(f"/pengawas/pesanan/{sold.paid}")
    assert "Surat Pesanan terbit" in told.text and "Contoh untuk pengujian" in told.text
    asked = auditor.client.get(f"/pengawas/pesanan?kode={sold.paid.lower()}")
    assert asked.location == f"/pengawas/pesanan/{sold.paid}"
    auditor.get("/pengawas/pesanan?kode=x", expect=404)
    assert b"Mungkin dipecah" in auditor.get("/pengawas/tanda.csv").data
    assert b"purchase" not in auditor.get(f"/pengawas/pesanan/{sold.paid}.csv").data.splitlines()[1]


def test_the_file_is_open_to_the_office_and_closed_to_others(visit, sold, person):
    signer = visit(sold.people[Role.SIGNER])
    assert "Berkas lengkap?" in signer.get(f"/pesanan/{sold.paid}").text
    assert "Setoran PPh 22" in signer.get(f"/berkas/{sold.paid}").text
    zipped = signer.get(
        f"/berkas/{sold.paid}.zip", statements=15
    )  # no page: a download of everything there is
    assert zipped.data[:2] == b"PK"
    signer.get("/pengawas/", expect=403)
    visit(sold.owner).get(f"/berkas/{sold.paid}", expect=403)
    visit(person(Role.SIGNER, scope="SDN-1")).get(f"/berkas/{sold.paid}", expect=404)
    visit(person(Role.SIGNER, scope="SDN-1")).get(f"/berkas/{sold.paid}.zip", expect=404)


def test_buyer_and_signer_are_warned_in_words(visit, sold):
    buyer, signer = visit(sold.people[Role.PROCURER]), visit(sold.people[Role.SIGNER])
    assert "Mungkin dianggap dipecah" in buyer.get(f"/pesanan/{sold.split}").text
    assert "Mungkin dipecah." in signer.get(f"/pesanan/{sold.split}/setujui").text
