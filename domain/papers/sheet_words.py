"""The fixed words of papers: how each begins, who signs it, and the terms of an order. Pure."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from domain.money import rupiah
from domain.papers.rules import PaperKind

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
RECEIVED = "Sudah terima dari bendahara"
BEFORE_FIGURES = "1/1000"  # what orders were signed under whose snapshot keeps no figures yet
CONSENT = "Penyedia menyetujuinya lewat aplikasi."
OPENING = {
    PaperKind.PERMINTAAN: "Mohon disediakan kebutuhan berikut dari anggaran yang tertulis di bawah.",
    PaperKind.REFERENSI_HARGA: "Harga berikut dilihat sebagai pembanding sebelum memesan. Dokumen ini untuk kantor sendiri.",
    PaperKind.SURAT_PESANAN: "Kami memesan barang berikut, dengan harga dan syarat yang tertulis di surat ini.",
    PaperKind.SPK: "Kami memerintahkan penyedia mengerjakan yang berikut, dengan harga dan syarat yang tertulis di surat ini.",
    PaperKind.ADDENDUM: "Kedua pihak mengubah pesanan tersebut seperti berikut; hal lain tetap berlaku.",
    PaperKind.BA_NEGOSIASI: "Kedua pihak telah menawar harga seperti tercatat di bawah dan menyepakati harga berikut, belum termasuk pajak.",
    PaperKind.SURAT_JALAN: "Bersama surat ini dikirim barang berikut.",
    PaperKind.TANDA_TERIMA: "Telah datang barang berikut.",
    PaperKind.BA_PEMERIKSAAN: "Barang yang datang telah dicocokkan dengan pesanannya, dengan hasil berikut.",
    PaperKind.BAST: "Penyedia menyerahkan dan kantor pemesan menerima barang berikut dalam keadaan baik dan lengkap.",
    PaperKind.INVOICE: "Kami menagih pembayaran atas barang yang sudah diserahterimakan.",
    PaperKind.KUITANSI: RECEIVED,
    PaperKind.BA_PEMBAYARAN: "Berdasarkan serah terima dan tagihan tersebut, penyedia berhak atas pembayaran berikut.",
}
OPENING_OF: Mapping[str, Mapping[PaperKind, str]] = {
    "rental": {
        PaperKind.SURAT_PESANAN: "Kami menyewa barang berikut, untuk hari, harga, dan syarat yang tertulis di surat ini.",
        PaperKind.TANDA_TERIMA: "Telah diterima dan diperiksa barang sewa berikut.",
        PaperKind.BA_PEMERIKSAAN: "Barang sewa berikut sudah kembali dan diperiksa penyedia.",
        PaperKind.BAST: "Sewa berikut sudah dijalankan dan barangnya sudah dikembalikan.",
        PaperKind.INVOICE: "Kami menagih pembayaran atas sewa yang sudah selesai.",
    },
    "organiser": {
        PaperKind.SURAT_PESANAN: "Kami memesan kegiatan berikut, dengan tahap, harga, dan syarat yang tertulis di surat ini.",
        PaperKind.BAST: "Tahap berikut sudah diselesaikan penyedia dan diterima kantor pemesan.",
        PaperKind.INVOICE: "Kami menagih pembayaran atas tahap yang sudah diserahterimakan.",
    },
}
# who signs, left to right: the field of the snapshot, and in what role
_PPK, _VENDOR = ("signer", "Pejabat Pembuat Komitmen"), ("vendor", "Penyedia")
SIGNED_BY: Mapping[PaperKind, tuple[tuple[str, str], ...]] = {
    PaperKind.PERMINTAAN: (("requester", "Yang meminta"), _PPK),
    PaperKind.REFERENSI_HARGA: (("requester", "Yang memeriksa harga"),),
    PaperKind.SURAT_PESANAN: (_PPK, _VENDOR),
    PaperKind.SPK: (_PPK, _VENDOR),
    PaperKind.ADDENDUM: (_PPK, _VENDOR),
    PaperKind.BA_NEGOSIASI: (("requester", "Untuk kantor pemesan"), _VENDOR),
    PaperKind.SURAT_JALAN: (("vendor", "Yang mengirim"), ("nobody", "Yang menerima")),
    PaperKind.TANDA_TERIMA: (("receiver", "Penerima barang"), _VENDOR),
    PaperKind.BA_PEMERIKSAAN: (("receiver", "Pemeriksa"), _PPK),
    PaperKind.BAST: (_PPK, _VENDOR),
    PaperKind.INVOICE: (_VENDOR,),
    PaperKind.KUITANSI: (("payer", "Setuju dibayar, bendahara"), ("vendor", "Yang menerima")),
    PaperKind.BA_PEMBAYARAN: (_PPK, _VENDOR),
}


def signed_by(kind: PaperKind, fulfilment: str) -> tuple[tuple[str, str], ...]:
    """Who signs a paper of this kind; what comes back from renting is looked at by the vendor."""
    if kind is PaperKind.BA_PEMERIKSAAN and fulfilment == "rental":
        return ("receiver", "Penerima barang"), _VENDOR
    return SIGNED_BY[kind]


WAYS = {
    "ls": "LS, langsung ke rekening penyedia",
    "up": "UP, uang persediaan",
    "gu": "GU, ganti uang",
    "tu": "TU, tambah uang",
    "kkpd": "KKPD, kartu kredit pemerintah daerah",
}


def clauses(says: Mapping[str, Any]) -> Iterable[str]:
    """The terms of an order, with the figures that held on its day."""
    terms = says.get("clauses") or {}
    if says.get("accept_by"):
        yield "Penyedia menjawab sampai batas waktu di atas; sesudah itu pesanan gugur."
    else:
        yield "Penyedia menjawab dalam batas waktu yang tertera di aplikasi."
    yield "Barang yang rusak, kurang, atau tidak sesuai dikembalikan dan diganti atas biaya penyedia."
    per_day, cap = terms.get("penalty", BEFORE_FIGURES), terms.get("penalty_cap")
    if per_day:
        late = (
            f"Keterlambatan dikenai denda {Fraction(per_day) * 1000} per mil per hari dari nilai sebelum PPN"
        )
        yield f"{late}, paling banyak {Fraction(cap) * 100} persen." if cap else f"{late}."
    share = terms.get("addendum")
    most = f", dan nilainya bertambah paling banyak {Fraction(share) * 100} persen" if share else ""
    yield f"Perubahan hanya dengan addendum yang disetujui kedua pihak{most}."
    guarantee = terms.get("guarantee")
    if guarantee:
        yield f"Penyedia menyerahkan jaminan pelaksanaan {rupiah(guarantee)}."
