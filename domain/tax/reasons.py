"""Why a tax is on the bill, in words a vendor can follow."""

from fractions import Fraction

from domain.money import rupiah
from domain.tax.model import CollectedBy, PaymentWay

NAMES = {
    "ppn": "PPN",
    "pph22": "PPh 22",
    "pph23": "PPh 23",
    "pph4_2": "PPh 4 ayat 2",
    "pph_final": "PPh final UMKM",
    "pbjt": "PBJT makanan",
    "pbjt_inside": "PBJT makanan, sudah di dalam harga",
}
_WHAT = {
    "pph22": "Ini cicilan pajak milik penjual.",
    "pph23": "Sewa alat atau jasa.",
    "pph4_2": "Sewa tanah, gedung, atau ruang. Pajaknya final.",
    "pph_final": "Penjual punya Surat Keterangan PP 55, jadi pajaknya final dan kecil.",
}


def percent(rate: Fraction) -> str:
    """`1,5 %` for 3/200; exact, and as a fraction where no short decimal exists."""
    thousandths = rate * 100_000
    if thousandths.denominator != 1:
        return f"{rate.numerator}/{rate.denominator}"
    whole, rest = divmod(thousandths.numerator, 1000)
    return f"{whole},{rest:03}".rstrip("0").rstrip(",") + " %"


def ppn(rate: Fraction, factor: Fraction, other: int, collected_by: CollectedBy, way: PaymentWay) -> str:
    """How PPN comes about and who hands it in."""
    sum_ = f"{percent(rate)} dari {factor.numerator}/{factor.denominator} harga ({rupiah(other)})."
    return f"Penjual kena PPN. {sum_} {_who(collected_by, way)}"


def _who(collected_by: CollectedBy, way: PaymentWay) -> str:
    if collected_by is CollectedBy.TREASURER:
        return "Bendahara menyetorkannya."
    if collected_by is CollectedBy.MARKETPLACE:
        return "Mitra toko daring menyetorkannya."
    if way is PaymentWay.KKPD:
        return "Dibayar dengan kartu, jadi penjual menyetor sendiri."
    return "Nilainya kecil, jadi penjual menyetor sendiri."


def pbjt(rate: Fraction, *, inside: bool = False) -> str:
    where = "yang sudah ada di dalam harga" if inside else percent(rate)
    return f"Makanan tidak kena PPN, tapi kena pajak daerah {where}. Penjual menyetor sendiri."


def income_tax(code: str, rate: Fraction, *, limit: int | None, dearer: bool) -> str:
    """Why income tax is kept back. `rate` is as applied; `limit` the rupiah that the goods went over."""
    over = f"Belanja barang di atas {rupiah(limit)}. " if limit is not None else ""
    twice = " Tarifnya lebih tinggi karena penjual belum punya NPWP." if dearer else ""
    return f"{over}{_WHAT[code]} Dipotong {percent(rate)} dari harga sebelum PPN.{twice} Ada bukti potongnya."


def marketplace(rate: Fraction) -> str:
    return (
        f"Mitra toko daring memungut {percent(rate)} dari seluruh tagihan sebelum PPN. Ada bukti pungutnya."
    )
