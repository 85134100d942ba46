"""From a search to a locked comparison, its result, its sheet and its print."""

from domain.people.rules import Role
from services import sheet_reader


def test_a_search_is_locked_decided_and_taken_along(market, visit):
    market.sell("Sari apel", price=15_000, stock=50)
    buyer = visit(market.people[Role.PROCURER])
    found = buyer.get("/produk/?q=apel")
    address = next(
        each["href"] for each in found.select("a") if each["href"].startswith("/perbandingan/baru")
    )
    assert "2 barang dikunci" in buyer.get(address).text
    buyer.post(address, expect=422, purpose="")
    buyer.post(address, purpose="Rapat Desember", quantity="10", hides_names="y")
    page = buyer.get("/perbandingan/1")
    assert "Dapur Contoh" not in page.text
    assert "Rapat Desember" in buyer.get("/perbandingan/").select_one("#shortlist-rows").text
    buyer.get("/perbandingan/1/hasil")
    buyer.post("/perbandingan/1/hasil", expect=422, outcome="chosen", position="0", reason="Murah.")
    buyer.post("/perbandingan/1/hasil", outcome="chosen", position="1", reason="Murah.")
    assert "Dipilih" in buyer.get("/perbandingan/1").text
    rows = sheet_reader.read_rows(buyer.get("/perbandingan/1/perbandingan.xlsx").data)
    assert ["", "Alasan", "Murah."] in [row[:3] for row in rows]
    assert "Murah." in visit(market.people[Role.SIGNER]).get("/perbandingan/1/cetak").text


def test_ticked_ones_are_locked_from_the_comparison(market, visit):
    other = market.sell("Sari apel", price=15_000, stock=50)
    buyer = visit(market.people[Role.PROCURER])
    assert buyer.get(f"/produk/banding?b={market.listing}&b={other}").select_one(
        'a[href^="/perbandingan/baru"]'
    )
    buyer.post(f"/perbandingan/baru?b={market.listing}&b={other}", purpose="Rapat")
    assert "Dapur Contoh" in buyer.get("/perbandingan/1").text
    assert "Belum cukup" in buyer.get(f"/perbandingan/baru?b={other}").text
