"""A farmer reports, the PPL asks and answers, the farmer says it helped."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_complaint_is_reported_answered_and_confirmed(as_, base):
    farmer = as_("Petani")
    farmer.get_by_role("link", name="Lapor", exact=True).click()
    farmer.get_by_label("Kentang", exact=True).check()
    farmer.get_by_label("Apa yang terlihat?").fill("Daun bawah busuk, sejak hujan kemarin.")
    farmer.get_by_role("button", name="Kirim").click()
    farmer.wait_for_url(re.compile(r"/keluhan/K\d+"))
    code = re.search(r"K\d+", farmer.url)[0]
    farmer.get_by_text("Paling lambat").first.wait_for()

    officer = as_("Penyuluh")
    officer.goto(f"{base}/kotak/{code}")
    officer.get_by_role("link", name="Tanya petani").click()
    officer.get_by_label("Pertanyaan untuk petani").fill("Sudah diberi apa?")
    officer.get_by_role("button", name="Kirim pertanyaan").click()
    officer.wait_for_url(re.compile(rf"/kotak/{code}$"))

    farmer.goto(f"{base}/keluhan/{code}")
    farmer.get_by_label("Jawaban Bapak/Ibu").fill("Belum diberi apa-apa.")
    farmer.get_by_role("button", name="Kirim jawaban").click()
    farmer.get_by_text("Belum diberi apa-apa.").wait_for()

    officer.goto(f"{base}/kotak/{code}/saran")
    officer.get_by_label("Langkah 1", exact=True).fill("Cabut tanaman yang busuk. Bawa keluar kebun.")
    officer.get_by_label("Kemungkinan besar").check()
    officer.locator("#problem").select_option(index=1)
    officer.get_by_role("button", name=re.compile("Kirim ke")).click()
    officer.wait_for_url(re.compile(rf"/kotak/{code}$"))

    farmer.goto(f"{base}/keluhan/{code}")
    farmer.get_by_text("Cabut tanaman yang busuk.").wait_for()
    farmer.get_by_role("button", name="Sembuh", exact=True).click()
    farmer.get_by_text("Terima kasih, sudah kami catat.").wait_for()
