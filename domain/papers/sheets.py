"""What a paper says, as one sheet of fields: the PDF and the screen are both printed from it. Pure.

The only reader of a snapshot. Papers issued before a field was asked for lack it in their snapshot; their
sheet leaves its line out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from domain.money import dotted, rupiah
from domain.papers.rules import FROM_VENDOR, ORDERS, PaperKind
from domain.papers.sheet_words import (
    CONSENT,
    MONTHS,
    OPENING,
    OPENING_OF,
    RECEIVED,
    WAYS,
    clauses,
    signed_by,
)

Says = Mapping[str, Any]
TAXES = {
    "ppn": "PPN", "pbjt": "PBJT makanan dan minuman", "pbjt_inside": "PBJT, sudah di dalam harga",
    "pph22": "PPh 22", "pph23": "PPh 23", "pph4_2": "PPh 4 ayat (2)", "pph_final": "PPh final UMKM",
}  # fmt: skip
COLLECTORS = {"treasurer": "bendahara", "marketplace": "mitra toko daring"}


class Group(NamedTuple):
    """Names and values under a heading; the first group of a sheet has none."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """Rows of cells; a cell is its text and smaller lines under it. `right` are columns of figures."""

    columns: tuple[str, ...]
    right: tuple[int, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


class Amount(NamedTuple):
    label: str
    amount: str
    strong: bool = False


class Signer(NamedTuple):
    role: str
    name: str
    under: str


class Sheet(NamedTuple):
    """Everything printed on a paper, in the order it is printed."""

    head: tuple[str, ...]
    title: str
    number: str
    groups: tuple[Group, ...]
    opening: str
    tables: tuple[Table, ...]
    amounts: tuple[Amount, ...]
    in_words: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    notes: tuple[str, ...]
    place_and_day: str
    signers: tuple[Signer, ...]
    code: str
    journal: str
    government: str


def sheet_of(says: Says) -> Sheet:
    """The sheet of a snapshot. Raises KeyError when it lacks what every paper must say."""
    kind = PaperKind(says["kind"])
    return Sheet(
        head=_head(says, kind),
        title=says["title"],
        number=says["number"],
        groups=tuple(group for group in _groups(says, kind) if group.rows),
        opening=_opening(says, kind),
        tables=tuple(_tables(says, kind)),
        amounts=tuple(_amounts(says, kind)),
        in_words=tuple(_in_words(says, kind)),
        clauses=tuple(clauses(says)) if kind in ORDERS else (),
        notes=tuple(_notes(says, kind)),
        place_and_day=f"{says.get('city', '')}, {long_day(says['issued_on'])}".removeprefix(", "),
        signers=tuple(_signer(says, each) for each in signed_by(kind, says.get("fulfilment", "product"))),
        code=says["verify_code"],
        journal=f"{says['journal']['seq']} · {says['journal']['hash'][:32]}",
        government=says["government"],
    )


def long_day(iso: str) -> str:
    """'24 November 2026' from '2026-11-24'."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _moment(iso: str) -> str:
    """'24 November 2026 pukul 16.00' from a local ISO moment to the minute."""
    return f"{long_day(iso)} pukul {iso[11:13]}.{iso[14:16]}"


# ---- head and parties


def _head(says: Says, kind: PaperKind) -> tuple[str, ...]:
    """A vendor's own papers carry the vendor's head, the office's that of its government."""
    if kind in FROM_VENDOR:
        vendor = says["vendor"]
        numbers = _joined(
            (vendor.get("nib") and f"NIB {vendor['nib']}", vendor.get("npwp") and f"NPWP {vendor['npwp']}")
        )
        return tuple(each for each in (vendor["name"], _vendor_address(vendor), numbers) if each)
    office = says["office"]
    return tuple(each for each in (says["government"], office["name"], office["address"]) if each)


def _groups(says: Says, kind: PaperKind) -> Iterable[Group]:
    yield _group("", *_heading(says))
    office, signer = says["office"], says.get("signer") or {}
    yield _group(
        "Pemesan",
        ("Kantor", office["name"]),
        ("Alamat", office["address"]),
        ("NPWP", office.get("npwp")),
        ("Pejabat Pembuat Komitmen", _person(signer)),
        ("Pejabat pengadaan", _person(says.get("requester") or {})),
        ("Bendahara", _person(says.get("payer") or {})),
    )
    vendor, bank = says["vendor"], says.get("bank") or {}
    yield _group(
        "Penyedia",
        ("Nama", vendor["name"]),
        ("Alamat", _vendor_address(vendor)),
        ("NIB", vendor.get("nib")),
        ("NPWP", vendor.get("npwp")),
        ("Diwakili", _joined((vendor.get("owner"), vendor.get("position")), ", ")),
        ("Rekening", bank.get("account") and f"{bank['name']} {bank['account']} a.n. {bank['holder']}"),
    )
    budget = says.get("budget") or {}
    yield _group(
        "Anggaran",
        (
            "Sumber dana",
            _joined((budget.get("fund"), budget.get("year") and f"tahun anggaran {budget['year']}"), ", "),
        ),
        ("Nomor DPA", budget.get("dpa")),
        ("Sub kegiatan", budget.get("sub_kegiatan")),
        ("Kode rekening belanja", _joined((budget.get("rekening"), budget.get("name")))),
        ("Kode RUP", budget.get("rup")),
        ("Pagu", budget.get("ceiling") and rupiah(budget["ceiling"])),
    )
    yield _group("Pelaksanaan", *_carrying_out(says))
    yield _group("Paket acara", *_package(says))


def _heading(says: Says) -> list[tuple[str, Any]]:
    dated = says.get("dated") or {}

    def paper(name: str) -> str:
        number = says.get(name) or ""
        return f"{number}, {long_day(dated[number])}" if number in dated else number

    return [
        ("Untuk pembayaran", says.get("purpose")),
        ("Nama paket", says.get("job")),
        ("Kode pesanan", says.get("purchase")),
        ("Atas pesanan", paper("order")),
        ("Atas BAST", paper("bast")),
        ("Atas tagihan", paper("invoice")),
        ("Termin", says.get("term") and f"{says['term']} dari paling banyak {says['terms']}"),
        ("Penyerahan ke" if says["kind"] == PaperKind.BAST else "Tagihan ke", _part(says)),
        ("Kiriman ke", says.get("n")),
        ("Pemeriksaan", says.get("step")),
        ("Faktur pajak", says.get("tax_invoice")),
        ("HPS", says.get("hps") and f"{rupiah(says['hps'])}, {says['hps_source']}"),
    ]


def _part(says: Says) -> str:
    """Which hand-over of several, or which bill."""
    part = says.get("part")
    return f"{part['n']}{', yang terakhir' if part['last'] else ''}" if part else ""


def _carrying_out(says: Says) -> list[tuple[str, Any]]:
    contact, receiver = says.get("contact") or {}, says.get("receiver") or {}
    return [
        ("Tempat", says.get("deliver_to")),
        ("Penghubung di tempat", _joined((contact.get("name"), contact.get("phone")), ", ")),
        ("Paling lambat sampai", says.get("deliver_by") and long_day(says["deliver_by"])),
        ("Diterima oleh", _person(receiver)),
        ("Cara bayar", WAYS.get(says.get("payment_way") or "", "")),
        ("Dibayar", says.get("payment_terms")),
        ("Penyedia menjawab paling lambat", says.get("accept_by") and _moment(says["accept_by"])),
        *_warrant(says),
        ("Nomor SP2D" if _by_order(says) else "Bukti bayar", says.get("proof_number")),
        ("Tanggal bayar", says.get("paid_on") and long_day(says["paid_on"])),
    ]


def _by_order(says: Says) -> bool:
    """Paid by LS with its SPM named: then the proof is the SP2D."""
    return says.get("payment_way") == "ls" and bool(says.get("warrant"))


def _warrant(says: Says) -> list[tuple[str, Any]]:
    named = says.get("warrant")
    if not named:
        return []
    return [
        (name.upper(), f"{named[f'{name}_number']}, {long_day(named[f'{name}_on'])}")
        for name in ("spp", "spm")
    ]


def _package(says: Says) -> list[tuple[str, Any]]:
    package = says.get("package")
    if not package:
        return []
    moves = package["reschedule_days"]
    return [
        ("Lama", f"{package['hours']} jam"),
        ("Tempat", package["venue"]),
        ("Petugas", f"{package['crew']} orang" if package["crew"] else ""),
        ("Termasuk", package["inclusions"]),
        ("Susunan acara", package.get("rundown")),
        ("Pindah tanggal", f"sekali, sampai {moves} hari sebelum acara" if moves else "tidak bisa"),
        ("Biaya batal", package["cancel"] or "tidak ada"),
    ]


def _opening(says: Says, kind: PaperKind) -> str:
    if kind is PaperKind.KUITANSI:
        return f"{RECEIVED} {says['office']['name']}."
    if kind is PaperKind.ADDENDUM and says.get("consent"):
        return f"{OPENING[kind]} {CONSENT}"
    return OPENING_OF.get(says.get("fulfilment", "product"), {}).get(kind) or OPENING[kind]


# ---- what was bought


def _tables(says: Says, kind: PaperKind) -> Iterable[Table]:
    changes = says.get("changes") or ([says["change"]] if says.get("change") else [])
    if changes:
        yield _table(
            ("Yang berubah", "Semula", "Menjadi"), (),
            [((c["what"],), (c["before"],), (c["after"],)) for c in changes],
        )  # fmt: skip
    if says.get("lines"):
        yield _lines(says["lines"])
    if says.get("references"):
        yield _table(
            ("Barang", "Sumber", "Dilihat tanggal", "Harga"), (3,),
            [((each["what"],), (each["where"],), (long_day(each["on"]),), (f"{rupiah(each['price'])} per {each['unit']}",))
             for each in says["references"]],
        )  # fmt: skip
    if says.get("rounds"):
        yield _rounds(says)
    if says.get("milestones"):
        yield _table(
            ("Tahap", "Paling lambat", "Bobot"), (2,),
            [((m["name"], m["deliverable"]), (long_day(m["due"]),), (f"{m['weight']} %",))
             for m in says["milestones"]],
        )  # fmt: skip


def _lines(lines: list[dict[str, Any]]) -> Table:
    rows = [
        (
            (str(number),),
            (line["name"], *_under(line)),
            (f"{dotted(line['quantity'])} {line['unit']}",),
            (rupiah(line["price"]), *_listed(line)),
            (rupiah(line["amount"]),),
        )
        for number, line in enumerate(lines, start=1)
    ]
    return _table(("No", "Barang", "Jumlah", "Harga", "Nilai"), (0, 2, 3, 4), rows)


def _under(line: Says) -> Iterable[str]:
    if line.get("spec"):
        yield line["spec"]
    if "days_words" in line:
        fee = f" · diantar {rupiah(line['delivery_fee'])}" if line.get("delivered") else ""
        yield f"{line['days_words']} · {line['price_words']}{fee}"
    if "good" in line:
        yield f"Keadaan: {'baik dan lengkap' if line['good'] else line['condition']}"
    elif "rejected" in line:
        if line.get("shipped"):
            yield f"Dikirim {dotted(line['shipped'])}"
        yield f"Diterima baik {dotted(line['quantity'])}"
        if line["rejected"]:
            yield f"Ditolak {dotted(line['rejected'])}: {line['condition']}"
    if line.get("follow_up"):
        yield line["follow_up"]


def _listed(line: Says) -> tuple[str, ...]:
    listed = line.get("listed")
    return (f"etalase {rupiah(listed)}",) if listed is not None and listed != line["price"] else ()


def _rounds(says: Says) -> Table:
    names = {line.get("listing"): line["name"] for line in says.get("lines", [])}
    rows = []
    for each in says["rounds"]:
        said = [f"{each['side']}: {each['who']}{' (disepakati)' if each['agreed'] else ''}"]
        said += [
            f"{names.get(listing, 'barang yang sudah keluar')}: {rupiah(price)} (etalase {rupiah(listed)})"
            + (f"; ongkos antar {rupiah(fees[1])} (etalase {rupiah(fees[0])})" if fees else "")
            for listing, listed, price, *fees in each["prices"]
        ]
        if each.get("deliver_by"):
            said.append(f"paling lambat {long_day(each['deliver_by'])}")
        if each.get("note"):
            said.append(each["note"])
        rows.append(((str(each["n"]),), (long_day(each["on"]),), tuple(said), (rupiah(each["base"]),)))
    return _table(("Putaran", "Tanggal", "Oleh dan harga per satuan", "Nilai"), (0, 3), rows)


# ---- money


def _amounts(says: Says, kind: PaperKind) -> Iterable[Amount]:
    """What is due, and what is taken off it: said in words, never with a minus."""
    if "total" not in says or kind is PaperKind.SURAT_JALAN:
        return
    if says.get("base") is not None:
        yield Amount("Harga sebelum pajak", rupiah(says["base"]))
    for tax in says.get("taxes", ()):
        if tax["code"] in ("ppn", "pbjt"):
            other = f", DPP nilai lain {rupiah(tax['dpp_other'])}" if tax.get("dpp_other") is not None else ""
            yield Amount(f"{TAXES[tax['code']]}{other}", rupiah(tax["amount"]))
    yield Amount("Jumlah dibayar kantor", rupiah(says["total"]), strong=True)
    if "net" not in says:
        return
    for tax in says.get("taxes", ()):
        if tax["collected_by"] in COLLECTORS:
            who = COLLECTORS[tax["collected_by"]]
            yield Amount(
                f"Dikurangi {TAXES.get(tax['code'], tax['code'])}, disetor {who}", rupiah(tax["amount"])
            )
    if penalty := _kept(says).get("penalty"):
        yield Amount("Dikurangi denda keterlambatan", rupiah(penalty))
    yield Amount("Diterima penyedia", rupiah(says["net"]), strong=True)


def _in_words(says: Says, kind: PaperKind) -> Iterable[tuple[str, str]]:
    if "total" in says and kind is not PaperKind.SURAT_JALAN:
        yield "Terbilang", f"{says['in_words']} rupiah"
    if says.get("net_words"):
        yield "Diterima penyedia", f"{says['net_words']} rupiah"


def _kept(says: Says) -> dict[str, Any]:
    """What is kept back for lateness: of goods with the part they belong to, of terms and rentals by itself."""
    return says.get("kept") or says.get("part") or {}


def _why(says: Says) -> Iterable[str]:
    """Why there is this paper, where an earlier one was not enough."""
    change = says.get("change")
    if change:
        yield f"Alasan: {change['reason'].rstrip('.')}. Nilai pesanan: {change['value']}."
    if says.get("replaces"):
        yield f"Mengganti tagihan nomor {says['replaces']}, yang dikembalikan dan tidak berlaku lagi."
    if says.get("reason"):
        yield f"Alasan: {says['reason']}."


def _notes(says: Says, kind: PaperKind) -> Iterable[str]:
    late, part = says.get("late"), _kept(says)
    yield from _why(says)
    if part.get("penalty"):
        yield f"Denda keterlambatan {rupiah(part['penalty'])} dipotong dari pembayaran. {part['why']}"
    elif part.get("waived"):
        yield f"Keterlambatan tidak didenda: {part['waived']}"
    if late and late["days"]:
        yield (
            f"Kembali terlambat {late['days']} hari; menurut harga harian {rupiah(late['amount'])}. "
            "Tagihan tidak berubah tanpa addendum."
        )
    elif late:
        yield "Kembali tepat waktu."
    yield from says.get("findings", ())
    if says.get("warranty_from"):
        yield f"Jaminan penyedia atas barang ini berlaku sejak {long_day(says['warranty_from'])}."
    stamp = says.get("stamp_above")
    if kind is PaperKind.KUITANSI and stamp is not None and says["total"] > stamp:
        yield f"Nilai di atas {rupiah(stamp)}: dibubuhi meterai."
    if says.get("note"):
        yield f"Catatan: {says['note']}"


# ---- signatures


def _signer(says: Says, each: tuple[str, str]) -> Signer:
    who, role = each
    if who == "vendor":
        vendor = says["vendor"]
        name = vendor.get("owner") or vendor["name"]
        return Signer(
            role, name, _joined((vendor.get("position"), vendor["name"] if vendor.get("owner") else ""), ", ")
        )
    if who == "nobody":
        return Signer(role, "", "")
    person = says.get(who) or {}
    return Signer(role, person.get("name", ""), f"NIP {person['nip']}" if person.get("nip") else "")


def _person(person: Says) -> str:
    nip = person.get("nip")
    return _joined((person.get("name"), f"NIP {nip}" if nip else "", person.get("phone")), ", ")


def _vendor_address(vendor: Says) -> str:
    return _joined((vendor.get("address"), vendor.get("village")), ", ")


def _group(title: str, *rows: tuple[str, Any]) -> Group:
    return Group(title, tuple((name, str(value)) for name, value in rows if value))


def _table(columns: tuple[str, ...], right: tuple[int, ...], rows: list) -> Table:
    return Table(columns, right, tuple(rows))


def _joined(parts: Iterable[Any], between: str = " · ") -> str:
    return between.join(str(part) for part in parts if part)
