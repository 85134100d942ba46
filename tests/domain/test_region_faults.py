"""Every mistake in a region folder is named with its file and line."""

import random
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from domain import region

SMALL = Path(__file__).parents[1] / "regions" / "tiga-desa"


@pytest.fixture
def copy(tmp_path):
    """A copy of the small region to spoil."""
    return shutil.copytree(SMALL, tmp_path / "tiga-desa")


# file, text to replace, what replaces it, line, words of the sentence
FAULTS = [
    (
        "tax_choices.csv",
        "pbjt,Contoh",
        "pbjtt,Contoh",
        3,
        "“pbjtt” tidak dikenal; pilih salah satu: pph_rounding",
    ),
    ("tax_choices.csv", "pbjt,Contoh", "card,Contoh", 4, "masa berlaku card bertumpuk dengan baris 3"),
    ("tax_choices.csv", ",added,", ",beside,", 3, "“beside” tidak dikenal; pilih salah satu: added, inside"),
    ("tax_choices.csv", "01,,Contoh", "01,2026-01-01,Contoh", 2, "sesudah 2026-01-01 tidak ada yang berlaku"),
    (
        "villages.csv",
        "99.01.01.2002,Tengah",
        "99.01.01.2001,Tengah",
        3,
        "code kembar: 99.01.01.2001, sudah ada",
    ),
    ("villages.csv", "99.01.01.2001", "98.01.01.2001", 2, "tidak diawali 99.01"),
    (
        "villages.csv",
        "Hulu,desa",
        "Hulu,dusun",
        2,
        "“dusun” tidak dikenal; pilih salah satu: desa, kelurahan",
    ),
    ("villages.csv", "-7.100", '"-7,100"', 2, "pakai titik untuk desimal"),
    ("villages.csv", "-7.100", "-97.100", 2, "terlalu kecil"),
    ("villages.csv", "99001", "9001", 2, "kolom postcode: “9001” bentuknya salah"),
    ("villages.csv", "99001", "9900٣", 2, "kolom postcode: “9900٣” bentuknya salah"),
    ("villages.csv", "Tengah,desa", ",desa", 3, "kolom name: tidak boleh kosong"),
    ("villages.csv", "Hulu,desa", "Hulu, Atas,desa", 2, "ada 8 sel, seharusnya 7"),
    ("villages.csv", "Hulu,desa", '"Hu"lu,desa', 2, "tanda kutip"),
    ("villages.csv", "postcode,lat", "kodepos,lat", 1, "kolom “postcode” tidak ada"),
    ("villages.csv", "postcode,lat", "kodepos,lat", 1, "kolom “kodepos” tidak dikenal"),
    ("units.csv", "code,name", "code;name", 1, "dipisah titik koma"),
    ("units.csv", "code,name", "code,name,name", 1, "kolom “name” tertulis dua kali"),
    ("adjacency.csv", "99.01.02.1001", "99.01.09.1001", 3, "“99.01.09.1001” tidak ada di villages.csv"),
    ("adjacency.csv", ",99.01.02.1001", ",99.01.01.2001", 3, "pasangan ini sudah ada di baris 2"),
    ("adjacency.csv", ",99.01.02.1001", ",99.01.01.2002", 3, "bertetangga dengan dirinya sendiri"),
    ("commodities.csv", "cabai,2", "cabai,1", 3, "rank 1 sudah dipakai di baris 2"),
    ("problems.csv", "disease,cabai", "disease,cabai|tebu", 3, "“tebu” tidak ada di commodities.csv"),
    ("problems.csv", "disease,cabai", "disease,cabai|", 3, "bagian kosong di antara tanda |"),
    ("problems.csv", "Petik buah sakit", "Petik " + "x" * 140, 3, "terlalu panjang: 146 huruf"),
    ("problems.csv", "2026-01-05,7,ya", "2026-01-05,7,yes", 2, "harus ya atau tidak"),
    ("synonyms.csv", "terop,tenda", "terop,lombok", 3, "“lombok” juga ada di kolom word baris 2"),
    ("synonyms.csv", "terop,tenda", "terop,terop", 3, "menunjuk dirinya sendiri"),
    ("categories.csv", "barang,beras", "toko,beras", 3, "“toko” tidak ada di etalase.csv"),
    ("categories.csv", "Makanan,,", "Makanan,beras,", 2, "induk makanan berputar"),
    ("categories.csv", "Tenda,,", "Tenda,makanan,", 5, "induknya makanan ada di etalase lain"),
    ("categories.csv", "Tenda,,movable_rent", "Tenda,,goods", 5, "goods tidak cocok di etalase sewaan"),
    ("categories.csv", "catering,kotak", "catering,dus", 4, "“dus” tidak ada di units.csv"),
    ("offices.csv", "0000000000000002", "2", 3, "kolom npwp: “2” bentuknya salah"),
    ("tax_rates.csv", "11/12", "0.9167", 3, "bukan pecahan"),
    ("tax_rates.csv", "12/100", "12/0", 2, "bukan pecahan"),
    ("tax_rates.csv", "12/100", "12", 2, "mungkin maksudnya 12/100"),
    ("tax_rates.csv", "2000000,rupiah", "1/2,rupiah", 4, "nilai rupiah harus bulat"),
    ("tax_rates.csv", "any,,2025-01-01", "any,,2025-02-30", 2, "“2025-02-30” bukan tanggal"),
    ("tax_rates.csv", "any,,2025-01-01", "any,,1/1/2025", 2, "bukan tanggal"),
    ("tax_rates.csv", "any,,2025-01-01,", "any,,2025-01-01,2024-01-01", 2, "valid_to harus sesudah"),
    ("thresholds.csv", "addendum_share,", "hps_above,", 3, "kembar: hps_above + 2025-01-01"),
    ("lanes.csv", "procurer", "mayor", 2, "“mayor” tidak dikenal"),
    ("lanes.csv", "20000000,200000000", "10000000,200000000", 4, "batas nilai pada masa yang sama bertumpuk"),
    ("lanes.csv", "20000000,200000000", "20000000,200", 4, "up_to harus lebih besar dari above"),
    ("lanes.csv", ",200000000", ",200.000.000", 4, "tanpa titik ribuan"),
    ("forms.csv", "20000000,200000000", "10000000,200000000", 3, "dengan baris 2"),
    ("holidays.csv", "2026-12-25", "2026-08-17", 3, "date kembar: 2026-08-17"),
    ("questions.csv", "photo,cabai", "photo,tebu", 3, "“tebu” tidak ada di commodities.csv"),
    (
        "region.toml",
        "advice_hours = 48",
        'advice_hours = "48"',
        32,
        "clocks.advice_hours: harus bilangan bulat",
    ),
    ("region.toml", "advice_hours = 48", "advice_hours = -48", 32, "harus lebih dari 0"),
    ("region.toml", "advice_hours = 48", "advice_hour = 48", 32, "clocks.advice_hour: tidak dikenal"),
    ("region.toml", "advice_hours = 48", "advice_hour = 48", 30, "clocks.advice_hours: belum diisi"),
    ("region.toml", "advice_hours = 48", "advice_hours = ", 32, "tulisan TOML salah"),
    ("region.toml", "Asia/Jakarta", "Asia/Malang", 22, "zona waktu “Asia/Malang” tidak dikenal"),
    ("region.toml", "5, 6]", "5, 8]", 24, "1 (Senin) sampai 7 (Minggu)"),
    ("region.toml", '"DISTAN"', '"DINAS"', 18, "duties.agriculture: “DINAS” tidak ada di offices.csv"),
    ("region.toml", "SP-{owner}-{year}-{seq:03}", "SP-{year}-{seq:03}", 58, "kurang {owner}"),
    ("region.toml", "SP-{owner}-", "SP-{office}-", 58, "isian yang boleh hanya"),
    ("region.toml", "[limits]", "[limit]", 40, "limit: bagian ini tidak dikenal"),
    ("region.toml", 'city = "Kabupaten Tiga Desa"', 'city = ""', 8, "names.city: tidak boleh kosong"),
    ("region.toml", 'quiet_from = "21:00"', 'quiet_from = "25:00"', 103, "tulis jam seperti 20:00"),
    ("region.toml", 'quiet_to = "06:00"', 'quiet_to = "6 pagi"', 104, "tulis jam seperti 20:00"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "words"), FAULTS)
def test_a_fault_is_named_with_its_file_and_line(copy, file, old, new, line, words):
    path = copy / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    faults = region.check(copy)
    assert any(
        fault.file == str(path) and fault.line == line and words in fault.sentence for fault in faults
    ), "\n".join(map(str, faults))
    with pytest.raises(region.RegionFaulty) as refused:
        region.read(copy)
    assert refused.value.faults == faults


def test_two_periods_of_one_rule_may_not_overlap(copy):
    line = "ppn_rate,Tarif PPN,13/100,share,any,,2026-01-01,,Contoh,M"
    with (copy / "tax_rates.csv").open("a") as table:
        table.write(line + "\n")
    assert [(fault.line, fault.sentence) for fault in region.check(copy)] == [
        (15, "masa berlaku ppn_rate bertumpuk dengan baris 2")
    ]


def test_a_rule_may_follow_another_on_the_day_it_ends(copy):
    path = copy / "tax_rates.csv"
    text = path.read_text().replace("any,,2025-01-01,,", "any,,2025-01-01,2026-01-01,", 1)
    path.write_text(text + "ppn_rate,Tarif PPN,13/100,share,any,,2026-01-01,,Contoh,M\n")
    pack = region.read(copy)
    assert pack.rates_on(date(2025, 12, 31))["ppn_rate"].value == Fraction(12, 100)
    assert pack.rates_on(date(2026, 1, 1))["ppn_rate"].value == Fraction(13, 100)


@pytest.mark.parametrize("file", [path.name for path in sorted(SMALL.iterdir())])
def test_a_missing_file_is_named(copy, file):
    (copy / file).unlink()
    assert f"{copy / file}: berkas ini tidak ada" in map(str, region.check(copy))


@pytest.mark.parametrize("file", [path.name for path in sorted(SMALL.glob("*.csv"))])
@pytest.mark.parametrize(("kept", "words"), [(0, "berkas kosong"), (1, "belum ada isinya")])
def test_an_empty_table_is_named(copy, file, kept, words):
    path = copy / file
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:kept]))
    assert any(fault.file == str(path) and words in fault.sentence for fault in region.check(copy))


def test_a_missing_table_is_not_blamed_on_those_that_refer_to_it(copy):
    (copy / "commodities.csv").unlink()
    assert [Path(fault.file).name for fault in region.check(copy)] == ["commodities.csv"]


def test_text_that_is_not_utf8_is_named(copy):
    path = copy / "offices.csv"
    path.write_bytes(path.read_bytes().replace(b"Jalan Contoh 2", b"Jalan \xe9 2"))
    assert [(fault.line, fault.sentence) for fault in region.check(copy) if fault.file == str(path)] == [
        (3, "bukan UTF-8; simpan ulang sebagai CSV UTF-8")
    ]


def test_spreadsheets_may_add_a_mark_blank_lines_and_windows_endings(copy):
    for path in copy.glob("*.csv"):
        lines = path.read_text().splitlines()
        blank = "," * lines[0].count(",")
        path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, blank, ""]).encode())
    assert replace(region.read(copy), folder=SMALL) == region.read(SMALL)


def test_a_cell_of_two_lines_does_not_shift_the_count(copy):
    path = copy / "offices.csv"
    text = path.read_text().replace("Jalan Contoh 1", '"Jalan Contoh 1\nLantai 2"')
    path.write_text(text.replace("0000000000000003", "3"))
    assert [fault.line for fault in region.check(copy)] == [5]


def test_all_faults_are_told_at_once(copy):
    for file in ("villages.csv", "offices.csv"):
        path = copy / file
        path.write_text(path.read_text().replace("desa", "dusun").replace("opd", "dinas"))
    with pytest.raises(region.RegionFaulty) as refused:
        region.read(copy)
    assert len(refused.value.faults) == 4
    assert str(refused.value).count("\n") == 3
    assert f"{copy / 'villages.csv'} baris 2: kolom kind: “dusun”" in str(refused.value)


def test_a_village_cut_off_from_the_others_is_named(copy):
    path = copy / "adjacency.csv"
    path.write_text(path.read_text().replace("99.01.01.2002,99.01.02.1001\n", ""))
    cut_off = "desa 99.01.02.1001 tidak tersambung ke desa lain di adjacency.csv"
    assert region.check(copy) == [(str(copy / "villages.csv"), 4, cut_off)]


def test_no_scribble_makes_the_check_fall_over(copy):
    """A folder is either usable or faulty; whatever is typed into it, nothing else may be raised."""
    chance = random.Random(20)
    files = sorted(copy.iterdir())
    refused = 0
    for _ in range(300):
        path = chance.choice(files)
        before = path.read_bytes()
        at = chance.randrange(len(before))
        scribble = chance.choice(
            [b"", b",", b'"', b"\n", b"|", b"{", b"[", b"\xff", b"\x00", "٣".encode(), b"9" * 40]
        )
        path.write_bytes(before[:at] + scribble + before[at + chance.randrange(3) :])
        refused += bool(region.check(copy))
        path.write_bytes(before)
    assert 100 < refused < 300
    assert region.check(copy) == []
