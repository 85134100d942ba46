"""Questions and favourites on screen."""

from domain.people.rules import Role
from tests.support.listings import publish, seller


def test_asked_answered_and_read_by_everybody(app, visit, person):
    with app.app_context():
        owner = seller()
        listing = publish(owner, name="Keripik")
    here = f"/produk/{listing}-keripik"
    passer = visit()
    assert passer.get(here, statements=6).select("#question-rows li") == []
    assert "Masuk untuk bertanya" in passer.get(f"{here}/tanya", statements=6).text
    farmer = visit(person(Role.FARMER))
    page = farmer.post(f"{here}/tanya", expect=422, body="Telepon 081234567890")
    assert "nomor HP" in page.select_one("#body-err").text
    farmer.post(f"{here}/tanya", body="Tahan berapa hari?")
    vendor = visit(person(Role.VENDOR_OWNER, scope=owner.scope))
    assert "1 pertanyaan pembeli" in vendor.get("/").text
    assert "Tahan berapa hari?" in vendor.get("/usaha/tanya").select_one("#question-rows").text
    vendor.get("/usaha/tanya/1")
    vendor.post("/usaha/tanya/1", expect=422, answer="")
    vendor.post("/usaha/tanya/1", answer="Tiga bulan.")
    assert "Tiga bulan." in passer.get(here, statements=6).select_one("#question-rows").text
    assert "Tiga bulan." in farmer.get("/tanya-saya").text
    report = passer.get(f"/laporkan/barang/{listing}?tanya=1")
    assert "pertanyaan nomor 1" in report.select_one("#note").text
    admin = visit(person(Role.ADMIN))
    admin.get("/periksa-tanya/1")
    admin.post("/periksa-tanya/1", expect=422, reason="")
    admin.post("/periksa-tanya/1", reason="Kasar.")
    assert passer.get(here).select("#question-rows li") == []


def test_what_is_kept_is_found_again_by_its_keeper_only(app, visit, person):
    with app.app_context():
        listing = publish(seller(), name="Keripik")
    farmer, other = visit(person(Role.FARMER)), visit(person(Role.FARMER), htmx=True)
    assert farmer.get("/tersimpan/").select("#favourite-rows li") == []
    farmer.post(f"/tersimpan/{listing}/simpan")
    assert "Hapus dari simpanan" in farmer.get(f"/produk/{listing}-keripik").select_one("#favourite").text
    assert len(farmer.get("/tersimpan/").select("#favourite-rows li")) == 1
    assert other.get("/tersimpan/").select("#favourite-rows li") == []
    assert other.post(f"/tersimpan/{listing}/simpan", expect=200).select_one("#favourite")
    farmer.post(f"/tersimpan/{listing}/lepas")
    assert farmer.get("/tersimpan/").select("#favourite-rows li") == []
