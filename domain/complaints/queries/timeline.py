"""The path of a case in plain words for whoever reads it, farmer or desk, drawn from its events."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from domain.complaints.clocks import FILED
from domain.complaints.models import Complaint, ComplaintEvent
from domain.complaints.states import OPEN, Status
from domain.complaints.wording import called


class Stage(NamedTuple):
    """One stop of the path. `at` is None for what is still to come; `state` is "", "now" or "todo"."""

    icon: str
    title: str
    at: datetime | None
    line: str = ""
    state: str = ""


_WORDS = {
    FILED: ("seed", "Kami terima"),
    "ask": ("ask", "Kami bertanya"),
    "reply": ("check", "Jawaban petani masuk"),
    "hand_up": ("crew", "Diteruskan ke {experts}"),
    "release": ("clock", "Menunggu penyuluh lain"),
    "visit": ("pin", "Petugas sudah datang"),
    "hand_back": ("sprout", "Kembali ke penyuluh"),
    "plan_visit": ("pin", "Kunjungan dijadwalkan"),
    "refer": ("doc", "Sampel dikirim ke lab"),
    "lab_result": ("doc", "Hasil lab sudah ada"),
    "answer": ("leaf", "Sudah ada saran"),
    "report_cured": ("apple", "Sembuh"),
    "report_improving": ("sprout", "Membaik"),
    "report_unchanged": ("report", "Belum sembuh, dilanjutkan"),
    "reopen": ("report", "Dibuka lagi"),
    "lapse": ("clock", "Ditutup, tidak ada kabar"),
    "close": ("check", "Selesai"),
    "withdraw": ("info", "Laporan ditarik"),
    "merge": ("case", "Digabung dengan keluhan lain"),
    "unmerge": ("case", "Dipisah lagi"),
    "split": ("case", "Masalah kedua menjadi keluhan sendiri"),
    "decline": ("info", "Bukan urusan kami"),
}
_HANDED = frozenset({"route", "claim", "assign"})


def stages(complaint: Complaint, experts: str) -> tuple[Stage, ...]:
    """What happened, the newest of it marked, and what is still to come."""
    done = list(_done(complaint, experts))
    done[-1] = done[-1]._replace(state="now")
    return (*done, *_to_come(complaint))


def _done(complaint: Complaint, experts: str) -> Iterator[Stage]:
    handed_to = ""
    for event in complaint.events:
        if event.verb in _HANDED:
            name = _receiver(event)
            if name and name != handed_to:
                handed_to = name
                yield Stage("sprout", f"Ditangani {name}", event.at)
        elif event.verb in _WORDS:
            icon, title = _WORDS[event.verb]
            yield Stage(icon, title.format(experts=experts), event.at, _answer_line(complaint, event))


def _receiver(event: ComplaintEvent) -> str:
    person = event.to_person or event.person
    return called(person.name) if person else ""


def _answer_line(complaint: Complaint, event: ComplaintEvent) -> str:
    """How long the first advice took, against the promise: '32 jam sejak lapor'."""
    if event.verb != "answer":
        return ""
    hours = int((event.at - complaint.filed_at).total_seconds() // 3600)
    return f"{hours} jam sejak lapor" if hours else "kurang dari satu jam sejak lapor"


def _to_come(complaint: Complaint) -> Iterator[Stage]:
    if complaint.status in OPEN:
        yield Stage("leaf", "Saran", complaint.due_at, "Paling lambat" if complaint.due_at else "", "todo")
    if complaint.status in OPEN or complaint.status is Status.ANSWERED:
        yield Stage("apple", "Sembuh?", None, "Menunggu kabar dari lahan", "todo")
