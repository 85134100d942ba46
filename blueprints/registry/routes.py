"""What is in force, read only, straight from the region's files: rules by day, categories, offices."""

from datetime import date

from flask import request, url_for

from domain import clock, region
from domain.money import rupiah
from domain.region.rules import Rule, RuleUnit
from domain.sentences import say
from web.access import ADMIN, AUDITOR, OFFICIALS, Area
from web.hx import page

area = Area("registry", __name__, url_prefix="/aturan")
SEERS = ADMIN | AUDITOR | OFFICIALS
TABLES = {"batas": say("Batas nilai"), "pajak": say("Pajak"), "jalur": say("Jalur dan surat")}
SURE = {
    "V": say("dari naskahnya"),
    "S": say("dari sumber kedua"),
    "M": say("dari ingatan"),
    "?": say("belum pasti"),
}
UNITS = {RuleUnit.DAYS: say("hari"), RuleUnit.COUNT: "", RuleUnit.FACTOR: say("kali")}


@area.get("/", allow=SEERS)
def rules():
    kind = request.args.get("tabel", "batas")
    kind = kind if kind in TABLES else "batas"
    tabs = [
        {"href": url_for(".rules", tabel=code), "label": label, "current": code == kind}
        for code, label in TABLES.items()
    ]
    today = clock.today()
    held = _rules(kind)
    return page(
        "registry/rules.html",
        tabs_shown=tabs,
        now=[_line(rule) for rule in held if rule.holds_on(today)],
        coming=[_line(rule) for rule in held if rule.valid_from > today or _ends(rule, today)],
        today=today,
    )


@area.get("/kategori", allow=SEERS)
def categories():
    pack = region.current()
    below: dict[str, list] = {}
    for shelf in pack.categories.values():
        below.setdefault(shelf.parent, []).append(shelf)
    return page(
        "registry/categories.html",
        etalase=pack.etalase.values(),
        below=below,
        names_of=pack.vendor_documents,
    )


@area.get("/kantor", allow=SEERS)
def offices():
    return page("registry/offices.html", offices=region.current().offices.values())


def _rules(kind: str) -> list[Rule]:
    pack = region.current()
    tables = {"batas": pack.thresholds, "pajak": pack.rates, "jalur": (*pack.lanes, *pack.forms)}
    return list(tables[kind])


def _ends(rule: Rule, today: date) -> bool:
    """In force today, with a last day."""
    return rule.holds_on(today) and rule.valid_to is not None


def _line(rule: Rule) -> dict:
    until: date | None = rule.valid_to
    return {
        "name": getattr(rule, "name", "") or say("Jalur {rule}", rule=getattr(rule, "lane", "")),
        "value": _value(rule),
        "since": rule.valid_from,
        "until": until,
        "source": rule.source,
        "sure": SURE[rule.sure.value],
    }


def _value(rule) -> str:
    if hasattr(rule, "above"):
        least = say("di atas {above}", above=rupiah(rule.above)) if rule.above else say("mulai Rp0")
        return say("{least} sampai {most}", least=least, most=rupiah(rule.up_to)) if rule.up_to else least
    if rule.unit is RuleUnit.RUPIAH:
        return rupiah(int(rule.value))
    if rule.unit is RuleUnit.SHARE:
        return f"{rule.value.numerator}/{rule.value.denominator}" if rule.value < 1 else "seluruhnya"
    return f"{rule.value} {UNITS[rule.unit]}".strip()
