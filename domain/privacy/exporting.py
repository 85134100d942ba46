"""Everything kept about one person, as plain values for a file; the names of the fields are for people.

A test compares this with the tables: whatever names its owner is written out here, or says why it is not.
"""

from typing import Any

from domain import journal
from domain.alerts import queries as alerts
from domain.catalogue.favourites import queries as favourites
from domain.catalogue.questions import queries as questions
from domain.complaints import queries as complaints
from domain.inputs import queries as inputs
from domain.outbreaks import queries as outbreaks
from domain.people import queries as people
from domain.people.groups import queries as groups
from domain.people.licences import queries as licences
from domain.people.parcels import queries as parcels
from domain.people.rules import ROLE_WORDS, Actor
from domain.people.vendors import queries as vendors


def export(actor: Actor) -> dict[str, Any]:
    """All of it, for the person it is about."""
    told = alerts.export_of(actor)
    return _identity(actor) | _farming(actor) | _trading(actor) | told | {"catatan_kejadian": _journal(actor)}


def _identity(actor: Actor) -> dict[str, Any]:
    person = people.get(actor, actor.person_id or 0)
    licence = licences.of(person.id)
    return {
        "nama": person.name,
        "nomor_hp": person.phone,
        "kode_desa": person.village_code,
        "terdaftar": person.created_at.isoformat(),
        "peran": [
            {"peran": ROLE_WORDS[hat.role], "tempat": hat.scope, "sejak": hat.valid_from.isoformat()}
            for hat in people.hats_of(person.id)
        ],
        "sertifikat_obat": licence and f"{licence.number}, sampai {licence.valid_through.isoformat()}",
        "hp_yang_masuk": [
            {"perangkat": each.device, "sejak": each.created_at.isoformat()}
            for each in people.sign_ins_of(actor)
        ],
    }


def _farming(actor: Actor) -> dict[str, Any]:
    return {
        "kelompok_tani": groups.names_of(actor.person_id or 0),
        "lahan": [
            {"tanaman": row.commodity_code, "nama": row.label, "luas_m2": row.area_m2}
            for row in parcels.of(actor)
        ],
        "keluhan": complaints.export_of(actor),
        "keluhan_diikuti": complaints.followed_codes(actor),
        "saringan_tersimpan": [
            {"nama": view.name, "isi": view.query} for view in complaints.saved_views(actor)
        ],
        "kabar_diterima": outbreaks.export_of(actor),
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
    }


def _trading(actor: Actor) -> dict[str, Any]:
    return {
        "usaha": vendors.export_of(actor),
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
    }


def _journal(actor: Actor) -> list[dict[str, Any]]:
    return [
        {"nomor": entry.seq, "waktu": entry.at.isoformat(), "kejadian": entry.event}
        for entry in journal.of(f"person:{actor.person_id}")
    ]
