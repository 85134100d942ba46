"""The order's screens, step by step, with and without htmx; refusals keep what was typed."""

import pytest

from domain import clock
from domain.papers import queries as papers
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from ops.sealing import seal_papers
from services.documents import PlainDocuments
from tests.support.market import Market


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture(params=[False, True], ids=["plain", "htmx"])
def as_(request, shop, visit):
    """Open the app as somebody of the market: `as_(Role.SIGNER)`."""

    def open_as(role: Role):
        somebody = shop.owner if role is Role.VENDOR_OWNER else shop.people[role]
        return visit(somebody, request.param)

    return open_as


def version_of(app, code: str) -> int:
    with app.app_context():
        return queries.get(SYSTEM, code).version


def test_the_whole_way_through_the_screens(app, shop, as_):
    buyer = as_(Role.PROCURER)
    buyer.post("/keranjang/", listing_id=shop.listing, quantity="4")
    assert "Keripik apel" in buyer.get("/keranjang/").text
    buyer.post(f"/keranjang/pesan/{shop.vendor_id}")
    code = "P0001"
    day = clock.today().isoformat()
    buyer.post(
        f"/pesanan/{code}/isi", version=version_of(app, code), budget_line_id=shop.budget_id,
        deliver_to="Ruang rapat", deliver_by=day, payment_way="ls",
    )  # fmt: skip
    assert "Rp50.000" in buyer.get(f"/pesanan/{code}").text

    def step(role, slug, **fields):
        as_(role).post(f"/pesanan/{code}/{slug}", version=version_of(app, code), **fields)

    step(Role.PROCURER, "ajukan")
    as_(Role.SIGNER).get(f"/pesanan/{code}/setujui")
    step(Role.SIGNER, "setujui")
    step(Role.VENDOR_OWNER, "terima")
    as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/kirim")
    step(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "4"})
    as_(Role.RECEIVER).get(f"/pesanan/{code}/catat-datang")
    step(Role.RECEIVER, "catat-datang", **{"accepted-0": "4", "rejected-0": "0", "condition-0": ""})
    step(Role.SIGNER, "serah-terima")
    as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/tagih")
    step(Role.VENDOR_OWNER, "tagih")
    step(Role.FINANCE_VERIFIER, "periksa")
    as_(Role.TREASURER).get(f"/pesanan/{code}/bayar")
    with app.app_context():
        net = queries.get(SYSTEM, code).net
    step(Role.TREASURER, "bayar", amount=str(net), proof_number="SP2D-1", paid_on=day)
    step(Role.VENDOR_OWNER, "uang-masuk")
    for role in Role.PROCURER, Role.SIGNER, Role.TREASURER, Role.VENDOR_OWNER:
        assert "Selesai" in as_(role).get(f"/pesanan/{code}").text
    assert "Belum ada" in as_(Role.VENDOR_OWNER).get("/pesanan/uang").text
    as_(Role.PROCURER).get("/anggaran/")


@pytest.mark.parametrize("typed", ["0", "-1", "1" + "0" * 23, "4,5", "banyak", ""])
def test_a_wrong_quantity_is_said_and_kept(shop, as_, typed):
    page = as_(Role.PROCURER).post("/keranjang/", expect=422, listing_id=shop.listing, quantity=typed)
    assert page.select_one("#quantity-err").text.strip()
    assert page.select_one("#quantity")["value"] == typed


def test_a_stale_button_is_told_so(app, shop, as_):
    with app.app_context():
        code = shop.draft()
        shop.step(Role.PROCURER, "submit", code)
    old = version_of(app, code)
    as_(Role.SIGNER).post(f"/pesanan/{code}/setujui", version=old)
    page = as_(Role.SIGNER).post(f"/pesanan/{code}/setujui", expect=422, version=old)
    assert "Menunggu jawaban penjual" in page.text


def test_an_accepted_order_is_cancelled_by_both_sides_on_their_screens(app, shop, as_, visit):
    with app.app_context():
        code = shop.until_issued()
        shop.step(Role.VENDOR_OWNER, "accept", code)
        check = papers.of(code)[0].verify_code
    address = f"/pesanan/{code}"
    signer, vendor = as_(Role.SIGNER), as_(Role.VENDOR_OWNER)
    assert "Minta pembatalan" in signer.get(address).text
    refused = signer.post(f"{address}/minta-batal", expect=422, version=version_of(app, code), reason=" ")
    assert refused.select_one("#reason-err").text == "Tulis alasannya, satu kalimat cukup."
    signer.post(f"{address}/minta-batal", version=version_of(app, code), reason="Acara batal")
    assert code in vendor.get("/pesanan/perlu-saya").text
    page = vendor.get(address)
    assert "Acara batal" in page.text
    assert "Tidak setuju, tetap jalan" in page.text
    vendor.get(f"{address}/tetap-jalan")
    vendor.post(f"{address}/setuju-batal", version=version_of(app, code))
    assert "Dibatalkan, tidak berlaku lagi" in signer.get(address).text
    told = visit().get(f"/cek/{check}", statements=6).text
    assert "Dibatalkan, tidak berlaku lagi" in told
    assert "Tercatat, tidak diubah" in told


def test_a_changed_price_shows_old_and_new_with_one_button(app, shop, as_):
    from tests.domain.test_purchase_actions import reprice

    with app.app_context():
        code = shop.draft()
        reprice(shop, 15_000)
    buyer = as_(Role.PROCURER)
    page = buyer.post(f"/pesanan/{code}/ajukan", expect=409, version=version_of(app, code))
    assert "Rp12.500" in page.text
    assert "Rp15.000" in page.text
    assert len([button for button in page.select("button") if "Pakai yang baru" in button.text]) == 1
    buyer.post(f"/pesanan/{code}/harga-baru", version=version_of(app, code))
    buyer.post(f"/pesanan/{code}/ajukan", version=version_of(app, code))


@pytest.mark.parametrize("typed", ["49.999", "12,5", "1e9", "Rp 1", "1" + "0" * 23])
def test_a_wrong_payment_is_refused_and_kept(app, shop, as_, typed):
    with app.app_context():
        code = shop.until_verified()
    page = as_(Role.TREASURER).post(
        f"/pesanan/{code}/bayar", expect=422, version=version_of(app, code), amount=typed,
        proof_number="SP2D-1", paid_on=clock.today().isoformat(),
    )  # fmt: skip
    assert page.select_one("#amount")["value"] == typed
    assert page.select_one("#proof_number")["value"] == "SP2D-1"


def test_another_office_or_vendor_finds_nothing(app, shop, visit, person):
    with app.app_context():
        code = shop.until_issued()
        from domain.people import queries as people

        other = people.offices()[1].code
    visit(person(Role.SIGNER, scope=other)).get(f"/pesanan/{code}", expect=404)
    visit(person(Role.FARMER)).get(f"/pesanan/{code}", expect=403)
    visit().get(f"/pesanan/{code}", expect=303)


def test_why_a_lane_was_taken_is_on_a_page_of_its_own_once_papers_are_out(app, shop, as_):
    with app.app_context():
        code = shop.until_issued()
    buyer = as_(Role.SIGNER)
    [link] = buyer.get(f"/pesanan/{code}").select(f'a[href="/pesanan/{code}/jalur"]')
    said = buyer.get(link["href"])
    assert said.select_one("details[open]")
    assert "Berlaku sejak" in said.text


def test_papers_are_shown_sealed_and_checked_by_anybody(app, shop, as_, visit):
    with app.app_context():
        code = shop.until_issued()
        paper = papers.of(code)[0]
        paper_id, check = paper.id, paper.verify_code
    signer = as_(Role.SIGNER)
    signer.client.get(f"/pesanan/{code}/surat/{paper_id}.pdf")
    assert signer.client.get(f"/pesanan/{code}/surat/{paper_id}.pdf").status_code == 409
    with app.app_context():
        assert seal_papers(PlainDocuments()) == 1
        assert seal_papers(PlainDocuments()) == 0
    first = signer.client.get(f"/pesanan/{code}/surat/{paper_id}.pdf")
    assert first.mimetype == "application/pdf"
    assert first.data == signer.client.get(f"/pesanan/{code}/surat/{paper_id}.pdf").data
    assert "Surat Pesanan" in visit(shop.people[Role.SIGNER]).get(f"/pesanan/{code}/surat/{paper_id}").text
    anybody = visit()
    page = anybody.get(f"/cek/{check}", statements=6)
    assert "Tercatat, tidak diubah" in page.text
    assert shop.people[Role.SIGNER].name not in page.text
    anybody.post("/cek/", code=check.lower().replace("-", " "))
    refused = anybody.post("/cek/", expect=422, code="AAAA-AAAA")
    assert refused.select_one("#code")["value"] == "AAAA-AAAA"
    anybody.get("/cek/AAAA-AAAB", expect=404)


def test_a_list_costs_the_same_for_one_and_for_thirty(app, shop, visit):
    signer = visit(shop.people[Role.SIGNER])
    with app.app_context():
        shop.until_issued(1)
    signer.get("/pesanan/")
    few = signer.statements
    with app.app_context():
        for _ in range(24):
            shop.until_issued(1)
    page = signer.get("/pesanan/")
    assert signer.statements == few
    assert "Tampilkan lagi" in page.text
    more = next(link["href"] for link in page.select("a") if "Tampilkan lagi" in link.text)
    assert "P0001" in signer.get(more).text


def test_homes_show_what_waits(app, shop, as_):
    with app.app_context():
        code = shop.draft()
        shop.step(Role.PROCURER, "submit", code)
        issued = shop.until_issued()
    assert code in as_(Role.SIGNER).get("/").text
    assert issued in as_(Role.VENDOR_OWNER).get("/").text
