"""Why a tax is on the bill, in words a vendor can follow."""

from fractions import Fraction

from domain.money import rupiah
from domain.sentences import say
from domain.tax.model import CollectedBy, PaymentWay

NAMES = {
    "ppn": "PPN",
    "pph22": "PPh 22",
    "pph23": "PPh 23",
    "pph4_2": "PPh 4 ayat 2",
    "pph_final": "PPh final UMKM",
    "pbjt": "PBJT makanan",
    "pbjt_inside": say("PBJT makanan, sudah di dalam harga"),
}
_WHAT = {
    "pph22": say("Ini cicilan pajak milik penjual."),
    "pph23": say("Sewa alat atau jasa."),
    "pph4_2": say("Sewa tanah, gedung, atau ruang. Pajaknya final."),
    "pph_final": say("Penjual punya Surat Keterangan PP 55, jadi pajaknya final dan kecil."),
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
    sum_ = say(
        "{rate} dari {numerator}/{denominator} harga ({other}).",
        rate=percent(rate),
        numerator=factor.numerator,
        denominator=factor.denominator,
        other=rupiah(other),
    )
    return say("Penjual kena PPN. {sum} {collected_by}", sum=sum_, collected_by=_who(collected_by, way))


def _who(collected_by: CollectedBy, way: PaymentWay) -> str:
    if collected_by is CollectedBy.TREASURER:
        return say("Bendahara menyetorkannya.")
    if collected_by is CollectedBy.MARKETPLACE:
        return say("Mitra toko daring menyetorkannya.")
    if way is PaymentWay.KKPD:
        return say("Dibayar dengan kartu, jadi penjual menyetor sendiri.")
    return say("Nilainya kecil, jadi penjual menyetor sendiri.")


def pbjt(rate: Fraction, *, inside: bool = False) -> str:
    where = say("yang sudah ada di dalam harga") if inside else percent(rate)
    return say(
        "Makanan tidak kena PPN, tapi kena pajak daerah {where}. Penjual menyetor sendiri.", where=where
    )


def income_tax(code: str, rate: Fraction, *, limit: int | None, dearer: bool) -> str:
    """Why income tax is kept back. `rate` is as applied; `limit` the rupiah that the goods went over."""
    over = say("Belanja barang di atas {limit}. ", limit=rupiah(limit)) if limit is not None else ""
    twice = say(" Tarifnya lebih tinggi karena penjual belum punya NPWP.") if dearer else ""
    return say(
        "{over}{code} Dipotong {rate} dari harga sebelum PPN.{twice} Ada bukti potongnya.",
        over=over,
        code=_WHAT[code],
        rate=percent(rate),
        twice=twice,
    )


def marketplace(rate: Fraction) -> str:
    return say(
        "Mitra toko daring memungut {rate} dari seluruh tagihan sebelum PPN. Ada bukti pungutnya.",
        rate=percent(rate),
    )
