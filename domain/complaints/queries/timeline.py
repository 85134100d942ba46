"""The path of a case in plain words for whoever reads it, farmer or desk, drawn from its events."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from domain.complaints.clocks import FILED
from domain.complaints.models import Complaint, ComplaintEvent
from domain.complaints.states import OPEN, Status
from domain.complaints.wording import called
from domain.sentences import say


class Stage(NamedTuple):
    """One stop of the path. `at` is None for what is still to come; `state` is "", "now" or "todo"."""

    icon: str
    title: str
    at: datetime | None
    line: str = ""
    state: str = ""


_WORDS = {
    FILED: ("seed", say("Kami terima")),
    "ask": ("ask", say("Kami bertanya")),
    "reply": ("check", say("Jawaban petani masuk")),
    "hand_up": ("crew", say("Diteruskan ke {experts}")),
    "release": ("clock", say("Menunggu penyuluh lain")),
    "visit": ("pin", say("Petugas sudah datang")),
    "hand_back": ("sprout", say("Kembali ke penyuluh")),
    "plan_visit": ("pin", say("Kunjungan dijadwalkan")),
    "refer": ("doc", say("Sampel dikirim ke lab")),
    "lab_result": ("doc", say("Hasil lab sudah ada")),
    "answer": ("leaf", say("Sudah ada saran")),
    "report_cured": ("apple", say("Sembuh")),
    "report_improving": ("sprout", say("Membaik")),
    "report_unchanged": ("report", say("Belum sembuh, dilanjutkan")),
    "reopen": ("report", say("Dibuka lagi")),
    "lapse": ("clock", say("Ditutup, tidak ada kabar")),
    "close": ("check", say("Selesai")),
    "withdraw": ("info", say("Laporan ditarik")),
    "merge": ("case", say("Digabung dengan keluhan lain")),
    "unmerge": ("case", say("Dipisah lagi")),
    "split": ("case", say("Masalah kedua menjadi keluhan sendiri")),
    "decline": ("info", say("Bukan urusan kami")),
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
                yield Stage("sprout", say("Ditangani {name}", name=name), event.at)
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
    return say("{hours} jam sejak lapor", hours=hours) if hours else say("kurang dari satu jam sejak lapor")


def _to_come(complaint: Complaint) -> Iterator[Stage]:
    if complaint.status in OPEN:
        yield Stage(
            "leaf", say("Saran"), complaint.due_at, say("Paling lambat") if complaint.due_at else "", "todo"
        )
    if complaint.status in OPEN or complaint.status is Status.ANSWERED:
        yield Stage("apple", say("Sembuh?"), None, say("Menunggu kabar dari lahan"), "todo")
