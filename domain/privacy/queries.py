"""Everything kept about one person, for that person: on a screen in numbers, in a file in full."""

from collections.abc import Collection
from typing import Any, NamedTuple

from domain import journal
from domain.catalogue.favourites import queries as favourites
from domain.catalogue.questions import queries as questions
from domain.complaints import queries as complaints
from domain.db import media_keys
from domain.inputs import queries as inputs
from domain.people import queries as people
from domain.people.groups import queries as groups
from domain.people.phones import national
from domain.people.rules import ROLE_WORDS, Actor, Role


class OwnData(NamedTuple):
    """What the screen says. `may_forget` is false while another hat than the farmer's is worn."""

    name: str
    phone: str
    village_code: str
    held: tuple[tuple[str, int], ...]
    may_forget: bool


def own_data(actor: Actor) -> OwnData:
    """The person's own data in short."""
    person = people.get(actor, actor.person_id or 0)
    counts = complaints.counts_of(actor)
    return OwnData(
        name=person.name,
        phone=national(person.phone) if person.phone else "",
        village_code=person.village_code or "",
        held=(
            *counts,
            ("Kelompok tani", len(groups.names_of(person.id))),
            ("HP yang masuk", len(people.sign_ins_of(actor))),
        ),
        may_forget=people.roles_of(person.id) <= {Role.FARMER},
    )


def export(actor: Actor) -> dict[str, Any]:
    """All of it, as plain values for a file; the names of the fields are for people."""
    person = people.get(actor, actor.person_id or 0)
    return {
        "nama": person.name,
        "nomor_hp": person.phone,
        "kode_desa": person.village_code,
        "terdaftar": person.created_at.isoformat(),
        "peran": [
            {"peran": ROLE_WORDS[hat.role], "tempat": hat.scope, "sejak": hat.valid_from.isoformat()}
            for hat in people.hats_of(person.id)
        ],
        "kelompok_tani": groups.names_of(person.id),
        "hp_yang_masuk": [
            {"perangkat": each.device, "sejak": each.created_at.isoformat()}
            for each in people.sign_ins_of(actor)
        ],
        "keluhan": complaints.export_of(actor),
        "bantuan": [
            {
                "nomor": row.code,
                "diminta": row.asked_at.isoformat(),
                "jumlah": row.quantity,
                "alasan": row.reason,
                "penerima": row.receiver,
            }
            for row in inputs.requests_of(actor)
        ],
        "pertanyaan_ke_penjual": [
            {
                "barang": row.listing_id,
                "ditanya": row.asked_at.isoformat(),
                "isi": row.body,
                "jawaban": row.answer,
            }
            for row in questions.all_of(actor)
        ],
        "barang_tersimpan": favourites.ids_of(actor),
        "catatan_kejadian": [
            {"nomor": entry.seq, "waktu": entry.at.isoformat(), "kejadian": entry.event}
            for entry in journal.of(f"person:{person.id}")
        ],
    }


def unneeded(keys: Collection[str]) -> frozenset[str]:
    """Of these keys of files, those that no row names any more."""
    return frozenset(keys) - media_keys()
