"""The auditor's side: what is worth a second look, any purchase told again, and its whole file to take away."""

from flask import abort, redirect, request, url_for

from domain.purchases.audit import bundle, completeness, flags
from domain.purchases.audit import replay as told
from domain.purchases.audit.rules import KIND_WORDS, FlagKind
from services import case_files
from web.access import ADMIN, AUDITOR, OFFICIALS, Area
from web.hx import page
from web.login import actor
from web.tables import download, table
from web.uploads import files, media

area = Area("audit", __name__)
WATCHERS = AUDITOR | ADMIN
HEADINGS = ["Tanda", "Pesanan", "Tanggal", "Kantor", "Penjual", "Nilai", "Penjelasan"]
SHOWN = 20


@area.get("/pengawas/", allow=WATCHERS)
def index():
    everything = flags.found(actor())
    kind = request.args.get("tanda", "")
    shown = [flag for flag in everything if flag.kind == kind] if kind in list(FlagKind) else everything
    counts = {each: sum(flag.kind is each for flag in everything) for each in FlagKind}
    return page(
        "audit/index.html", flags=shown[:SHOWN], more=len(shown) - SHOWN, kind=kind, words=KIND_WORDS,
        counts=counts, limits=flags.limits(),
    )  # fmt: skip


@area.get("/pengawas/tanda.<any(csv, xlsx):kind>", allow=WATCHERS)
def file(kind: str):
    rows = [
        [
            KIND_WORDS[flag.kind],
            flag.code,
            flag.on.isoformat(),
            flag.office,
            flag.vendor,
            flag.amount,
            flag.words,
        ]
        for flag in flags.found(actor())
    ]
    return table(kind, "Tanda pengawas", HEADINGS, rows)


@area.get("/pengawas/pesanan", allow=WATCHERS)
def look_up():
    """From a typed code to its replay."""
    typed = request.args.get("kode", "").strip().upper().removeprefix("P")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        return abort(404)
    return redirect(url_for(".replay", code=f"P{int(typed):04}"), 303)


@area.get("/pengawas/pesanan/<purchase:code>", allow=WATCHERS)
def replay(code: str):
    seen = told.replay(actor(), code)
    return page("audit/replay.html", seen=seen, file=completeness.file_of(seen.purchase))


@area.get("/pengawas/pesanan/<purchase:code>.<any(csv, xlsx):kind>", allow=WATCHERS)
def replay_file(code: str, kind: str):
    rows = [
        [step.seq, step.at.isoformat(), step.title, step.who, step.state,
         "; ".join(f"{name}: {value}" for name, value in step.facts), step.hash]
        for step in told.replay(actor(), code).steps
    ]  # fmt: skip
    headings = ["Catatan", "Waktu (UTC)", "Langkah", "Oleh", "Keadaan sesudahnya", "Isi", "Sidik jari"]
    return table(kind, f"Jejak {code}", headings, rows)


@area.get("/berkas/<purchase:code>", allow=OFFICIALS | WATCHERS)
def case_file(code: str):
    return page("audit/case_file.html", file=completeness.case_file(actor(), code), may_replay=_may_replay())


@area.get("/berkas/<purchase:code>.zip", allow=OFFICIALS | WATCHERS)
def packed(code: str):
    """With the photos; a sheet inside says what is missing, and so does the name."""
    found = bundle.files_of(actor(), code, _stored)
    name = f"berkas-{code}.zip" if bundle.is_whole(found) else f"berkas-{code}-belum-lengkap.zip"
    return download(case_files.pack(found), "application/zip", name)


def _stored(key: str) -> bytes | None:
    """A photo or a signed PDF: both lie under their hash."""
    return next((store.read(key) for store in (media(), files()) if store.has(key)), None)


def _may_replay() -> bool:
    return actor().hat in WATCHERS.roles
