"""Hats, actors and the rules about who may wear what. Pure: no database, no request."""

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """A hat. One person may wear several; the one in use is on the sign-in row."""

    PUBLIC = "public"
    SYSTEM = "system"
    FARMER = "farmer"  # petani
    OFFICER = "officer"  # PPL, penyuluh desa
    EXPERT = "expert"  # Tim CROP, POPT
    COORDINATOR = "coordinator"  # koordinator di dinas pertanian
    VENDOR_OWNER = "vendor_owner"  # pemilik usaha
    VENDOR_STAFF = "vendor_staff"  # pegawai usaha
    REQUESTER = "requester"  # PPTK, pemohon
    PROCURER = "procurer"  # Pejabat Pengadaan
    SIGNER = "signer"  # PPK, Pejabat Pembuat Komitmen
    RECEIVER = "receiver"  # penerima barang
    FINANCE_VERIFIER = "finance_verifier"  # Pejabat Penatausahaan Keuangan
    TREASURER = "treasurer"  # Bendahara
    ADMIN = "admin"  # BPBJ
    AUDITOR = "auditor"  # APIP, Inspektorat: reads only


class Actor(NamedTuple):
    """Who acts, under which hat, where.

    `scope` is the code of the village, vendor or office the hat is valid for,
    or None when the hat is valid everywhere.
    """

    person_id: int | None
    hat: Role
    scope: str | None = None


PUBLIC = Actor(None, Role.PUBLIC)
SYSTEM = Actor(None, Role.SYSTEM)
