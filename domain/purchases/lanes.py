"""Which way an order is bought, and why, in plain words: the rules it follows, with their text and version."""

from datetime import date
from typing import NamedTuple

from domain import clock, region
from domain.money import rupiah
from domain.purchases.models import Purchase
from domain.region.rules import Bracket, Executor, Form, Lane, LaneCode, ObjectGroup
from domain.sentences import joined, say

NAMES = {
    LaneCode.A: say("Katalog nasional"),
    LaneCode.B: say("Beli langsung"),
    LaneCode.C: say("Mitra toko daring"),
}
MEANING = {
    LaneCode.A: say(
        "Barangnya dibeli lewat katalog nasional. Surat Pesanan yang mengikat dibuat di sana; di sini "
        "disimpan persiapan, persetujuan, dan buktinya."
    ),
    LaneCode.B: say("Dibeli langsung dari penjual, tidak lewat katalog nasional."),
    LaneCode.C: say(
        "Dibeli lewat mitra toko daring yang ditunjuk; pajaknya ikut aturan mitra bila tidak dibayar LS."
    ),
}
EXECUTORS = {
    Executor.PROCURER: say("Pejabat Pengadaan"),
    Executor.SIGNER: say("PPK (Pejabat Pembuat Komitmen)"),
    Executor.SELECTION_GROUP: say("Pokja Pemilihan"),
}
SURE = {
    "V": say("naskahnya sudah dibaca"),
    "S": say("dari sumber kedua"),
    "M": say("dari ingatan, perlu dicek"),
    "?": say("belum pasti"),
}


class RuleTold(NamedTuple):
    """A rule as it is shown: what it says, from where, how sure, since when, and its number."""

    says: str
    source: str
    sure: str
    since: date
    id: str


class LaneTold(NamedTuple):
    """`why` are sentences; `form` names the paper that binds both sides, empty when none is laid down."""

    code: str
    name: str
    form: str
    why: tuple[str, ...]
    rules: tuple[RuleTold, ...]
    needs_hps: bool


def told(purchase: Purchase) -> LaneTold:
    """The lane of a purchase: by the rules it followed, else by those of its day."""
    pack, code = region.current(), LaneCode(purchase.lane)
    day = clock.local(purchase.submitted_at or clock.now()).date()
    value = purchase.total or sum(line.amount for line in purchase.lines)
    group = ObjectGroup.GOODS_SERVICES
    lane = next((each for each in pack.lanes if each.id == purchase.lane_rule), None)
    lane = lane or pack.lane_for(code, group, value, day)
    form = next((each for each in pack.forms if each.id == purchase.form_rule), None)
    form = form or pack.form_for(code, group, value, day)
    rules = [_rule(each) for each in (lane, form) if each is not None]
    return LaneTold(
        code.value, NAMES[code], form.name if form else "", tuple(_why(code, lane, form, value)), tuple(rules),
        lane is not None and lane.needs_hps,
    )  # fmt: skip


def hps_above(code: str) -> int | None:
    """From which value on (rupiah) an owner's estimate is asked for today; None when never."""
    asked = [
        rule.above
        for rule in region.current().lanes_on(clock.today())
        if rule.lane == code and rule.object_group is ObjectGroup.GOODS_SERVICES and rule.needs_hps
    ]
    return min(asked, default=None)


def _why(code: LaneCode, lane: Lane | None, form: Form | None, value: int) -> list[str]:
    said = [MEANING[code]]
    if lane is None:
        return [
            *said,
            say(
                "Belanja {rupiah} tidak bisa lewat jalur ini. Hubungi bagian pengadaan.", rupiah=rupiah(value)
            ),
        ]
    said.append(
        say(
            "Nilainya {rupiah}, {lane}: dijalankan {executor}.",
            rupiah=rupiah(value),
            lane=_bracket(lane),
            executor=EXECUTORS[lane.executor],
        )
    )
    if lane.needs_external_number:
        said.append(say("Sebesar ini harus tercatat di sistem nasional (SPSE), dengan nomor paketnya."))
    if lane.needs_hps:
        said.append(say("Sebesar ini harus ada harga perkiraan sendiri (HPS) sebelum diajukan."))
    if form is not None:
        said.append(say("Yang mengikat kedua pihak: {name}.", name=form.name))
    return said


def _bracket(rule: Bracket) -> str:
    low = say("di atas {above}", above=rupiah(rule.above)) if rule.above else ""
    high = say("sampai {up_to}", up_to=rupiah(rule.up_to)) if rule.up_to is not None else ""
    return joined(" ", [part for part in (low, high) if part]) or say("nilai berapa pun")


def _rule(rule: Lane | Form) -> RuleTold:
    name = rule.name if isinstance(rule, Form) else say("Jalur {value}", value=rule.lane.value)
    return RuleTold(
        f"{name}: {_bracket(rule)}", rule.source, SURE.get(rule.sure.value, ""), rule.valid_from, rule.id
    )
