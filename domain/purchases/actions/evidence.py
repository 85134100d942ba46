"""A photo of an arrival that comes later: from a phone that had no signal at the gate. It changes no count."""

from sqlalchemy import select

from domain import journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Actor
from domain.pictures import Picture
from domain.purchases import queries
from domain.purchases.models import Purchase, Receipt


def add_receipt_photo(actor: Actor, code: str, n: int, *, picture: Picture | None) -> Purchase:
    """The photo of the n-th arrival, by who recorded it, once, before its BAST. Raises NotVisible, RuleBroken."""
    purchase = queries.get(actor, code, lock=True)
    found = select(Receipt).where(Receipt.purchase_id == purchase.id, Receipt.n == n)
    receipt = db.session.scalar(found)
    if receipt is None:
        raise NotVisible(f"{code} {n}")
    if receipt.received_by != actor.person_id:
        raise RuleBroken("Fotonya ditambah oleh yang mencatat kedatangan ini.")
    if receipt.photo_key:
        raise RuleBroken("Kedatangan ini sudah ada fotonya.")
    if receipt.bast is not None:
        raise RuleBroken("BAST-nya sudah terbit, jadi fotonya tidak bisa ditambah.")
    if picture is None:
        raise RuleBroken("Pilih fotonya dulu.", field="photo")
    receipt.photo_key, receipt.photo_bytes = picture.large, picture.large_bytes
    journal.record(actor, "purchase.photo_added", purchase.code, n=n, photo=picture.large)
    return purchase
