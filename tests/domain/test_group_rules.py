"""Whom a row of a table of farmers means, and what it may not say."""

import pytest

from domain.errors import RuleBroken
from domain.people.groups.rules import Farmer, Known, Register, group_key, news, read

VILLAGES = {"hulu": "1", "hilir": "2"}
CROPS = {"apel": "apel", "bawang merah": "bawang-merah"}
PHONE = "+6281234567890"


def known(name="Pak Slamet", phone="", village="1", farms=True, groups=(), number=7):
    return Known(number, name, phone, village, False, farms, frozenset(groups))


def cells(**said):
    return {"name": "Bu Tutik", "village": "Hulu", "phone": "", "group": "", "crops": ""} | said


def test_a_row_is_read_as_people_write_it():
    told = cells(name="Bu  Tutik ", village="HULU", phone="81234567890", group="Tani  Makmur")
    assert read(told, VILLAGES, CROPS, None) == Farmer("Bu Tutik", "1", PHONE, "Tani Makmur")
    assert read(cells(village="1"), VILLAGES | {"1": "1"}, CROPS, "1").phone == ""
    assert read(cells(crops="Apel; bawang merah, APEL"), VILLAGES, CROPS, None).crops == (
        "apel",
        "bawang-merah",
    )


@pytest.mark.parametrize(
    ("said", "own", "why"),
    [
        ({"village": "Antah"}, None, "tidak ada di daftar"),
        ({"village": "Hilir"}, "1", "desa Anda sendiri"),
        ({"phone": "12"}, None, "Nomor HP belum benar"),
        ({"name": "…"}, None, "Nama ditulis dengan huruf"),
        ({"group": "="}, None, "Nama kelompok"),
        ({"crops": "apel, durian"}, None, "Tanaman durian tidak ada"),
    ],
)
def test_a_wrong_row_says_what_to_do(said, own, why):
    with pytest.raises(RuleBroken, match=why):
        read(cells(**said), VILLAGES, CROPS, own)


@pytest.mark.parametrize(
    ("people", "farmer", "found"),
    [
        ([], Farmer("Pak Slamet", "1"), None),
        ([known()], Farmer("PAK slamet", "1"), 7),
        ([known()], Farmer("Pak Slamet", "2"), None),
        ([known(phone=PHONE)], Farmer("Pak Slamet", "1", PHONE), 7),
        ([known()], Farmer("Pak Slamet", "1", PHONE), 7),
        ([known(phone="+6281200000000")], Farmer("Pak Slamet", "1", PHONE), None),
        ([known(farms=False)], Farmer("Pak Slamet", "1"), None),
    ],
)
def test_a_person_is_known_by_phone_else_by_name_and_village(people, farmer, found):
    met = Register(people).find(farmer)
    assert (met and met.id) == found


@pytest.mark.parametrize(
    ("people", "farmer", "why"),
    [
        ([known(), known(number=8)], Farmer("Pak Slamet", "1"), "Ada 2 petani"),
        ([known("Bu Rini", PHONE)], Farmer("Pak Slamet", "1", PHONE), "atas nama lain"),
        ([known(phone=PHONE, village="2")], Farmer("Pak Slamet", "1", PHONE), "atas nama lain"),
        ([known(phone=PHONE, farms=False)], Farmer("Pak Slamet", "1", PHONE), "atas nama lain"),
    ],
)
def test_when_it_cannot_be_said_nobody_is_touched(people, farmer, why):
    with pytest.raises(RuleBroken, match=why):
        Register(people).find(farmer)


def test_a_row_only_ever_adds():
    farmer = Farmer("Pak Slamet", "1", PHONE, "Tani Makmur")
    assert group_key(farmer) == ("1", "tani makmur")
    assert news(farmer, known()) == ["nomor HP ditambahkan", "masuk kelompok Tani Makmur"]
    assert news(farmer, known(phone=PHONE, groups=[("1", "tani makmur")])) == []
    assert news(Farmer("Pak Slamet", "1"), known(phone=PHONE)) == []
    assert news(farmer._replace(crops=("apel",)), known(phone=PHONE, groups=[("1", "tani makmur")])) == [
        "tanaman ditambahkan"
    ]
