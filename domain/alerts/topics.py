"""What news is about and who can choose it. Pure.

A topic that is switched off goes out by no channel; the page of news tells it all the same, but for what
somebody has to ask for. News about oneself
(a new role, an address to be confirmed) has no topic: it cannot be switched off.
"""

from collections.abc import Collection

from domain.alerts.states import Topic
from domain.people.rules import Role
from domain.sentences import say

OF_EVENT = {  # by the noun of the event
    "complaint": Topic.CASES,
    "notice": Topic.WARNINGS,
    "outbreak": Topic.WARNINGS,
    "input": Topic.AID,
    "purchase": Topic.ORDERS,
    "quote": Topic.QUOTES,
    "needs": Topic.NEEDS,
    "vendor": Topic.GOODS,
    "listing": Topic.GOODS,
    "question": Topic.GOODS,
    "abuse": Topic.GOODS,
    "tip": Topic.TIPS,
}
ALWAYS = frozenset({"hat", "alert"})
ASKED_FOR = frozenset({Topic.TIPS})  # not told at all, not even on the page, before somebody switches it on
TOPIC_WORDS = {
    Topic.CASES: (say("Keluhan tanaman"), say("Laporan, pertanyaan, jawaban, dan kunjungan.")),
    Topic.WARNINGS: (say("Peringatan hama"), say("Peringatan dan kabar untuk tanaman di desa.")),
    Topic.AID: (say("Bantuan"), say("Permintaan, keputusan, dan pengambilan.")),
    Topic.ORDERS: (say("Pesanan dan pembayaran"), say("Tiap langkah pesanan sampai dibayar.")),
    Topic.QUOTES: (say("Penawaran harga"), say("Permintaan harga acara, dan jawabannya.")),
    Topic.NEEDS: (say("Kebutuhan kantor"), say("Rencana belanja yang cocok untuk usaha Anda.")),
    Topic.GOODS: (say("Barang dan usaha"), say("Pertanyaan, pemeriksaan, dan dokumen.")),
    Topic.TIPS: (say("Tips musim ini"), say("Sekali seminggu, untuk tanaman yang Anda tanam.")),
}
ASKED = say("Tanya penjual"), say("Jawaban atas pertanyaan Anda.")
BOTH = say("Barang dan usaha"), say("Pertanyaan dan jawabannya, pemeriksaan, dan dokumen.")
_OFFICE = (Topic.ORDERS,)
_BUYING = (Topic.ORDERS, Topic.QUOTES, Topic.GOODS)
_SELLING = (*_BUYING, Topic.NEEDS)
OF_ROLE: dict[Role, tuple[Topic, ...]] = {
    Role.FARMER: (Topic.CASES, Topic.WARNINGS, Topic.TIPS, Topic.AID, Topic.GOODS),
    Role.OFFICER: (Topic.CASES, Topic.AID, Topic.GOODS),
    Role.EXPERT: (Topic.CASES, Topic.WARNINGS, Topic.GOODS),
    Role.COORDINATOR: (Topic.CASES, Topic.WARNINGS, Topic.AID, Topic.GOODS),
    Role.VENDOR_OWNER: _SELLING,
    Role.VENDOR_STAFF: _SELLING,
    Role.REQUESTER: _BUYING,
    Role.PROCURER: _BUYING,
    Role.SELECTION_GROUP: _BUYING,
    Role.SIGNER: (*_OFFICE, Topic.GOODS),
    Role.RECEIVER: (*_OFFICE, Topic.GOODS),
    Role.FINANCE_VERIFIER: (*_OFFICE, Topic.GOODS),
    Role.TREASURER: (*_OFFICE, Topic.GOODS),
    Role.ADMIN: (Topic.ORDERS, Topic.GOODS),
}


def topic_of(event: str) -> Topic | None:
    """What an event, or the key of a telling that begins with it, is about; None for what is always told."""
    return OF_EVENT.get(event.partition(".")[0])


def topics_for(role: Role) -> tuple[Topic, ...]:
    """What somebody under this hat can choose."""
    return OF_ROLE.get(role, ())


def words_for(roles: Collection[Role], topic: Topic) -> tuple[str, str]:
    """A topic's name and what it brings under all hats of a person, for whom it is chosen once.

    Whoever only buys hears of goods when a seller answers.
    """
    if topic is not Topic.GOODS:
        return TOPIC_WORDS[topic]
    tending = {Role.VENDOR_OWNER, Role.VENDOR_STAFF, Role.ADMIN} & set(roles)
    if not tending:
        return ASKED
    return BOTH if set(roles) - tending else TOPIC_WORDS[topic]
