"""How values are written on screen: rupiah, days, moments, time left."""

from datetime import date, datetime, timedelta

from flask import Flask

from domain import clock
from domain.money import dotted, rupiah
from domain.people.phones import national
from domain.sentences import say
from web.cards import card_url
from web.prose import prose

DAYS = (say("Senin"), say("Selasa"), say("Rabu"), say("Kamis"), say("Jumat"), say("Sabtu"), say("Minggu"))
MONTHS = (
    say("Januari"), say("Februari"), say("Maret"), say("April"), say("Mei"), say("Juni"),
    say("Juli"), say("Agustus"), say("September"), say("Oktober"), say("November"), say("Desember"),
)  # fmt: skip


A_DAY = 24 * 60  # in minutes


def day(value: date | datetime) -> str:
    """'Selasa 24 November': for a day somebody waits for."""
    value = _local_day(value)
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"


def short_day(value: date | datetime) -> str:
    """'24 Nov 2026'."""
    value = _local_day(value)
    return f"{value.day} {month(value)} {value.year}"


def month(value: date) -> str:
    """'Nov'."""
    return str(MONTHS[value.month - 1])[:3]


def moment(value: datetime) -> str:
    """'24 Nov jam 06.10'."""
    local = clock.local(value)
    return str(say("{day} {month} jam {time:%H.%M}", day=local.day, month=month(local), time=local))


def ago(value: datetime) -> str:
    """'2 jam lalu', '3 hari lalu', 'hampir setahun lalu'; whole units, rounded down."""
    passed = clock.now() - value
    if passed < timedelta(minutes=1):
        return str(say("baru saja"))
    return str(say("{span} lalu", span=_span(passed)))


def time_left(value: datetime) -> str:
    """'2 hari lagi', or 'lewat 3 jam'."""
    left = value - clock.now()
    return str(
        say("{span} lagi", span=_span(left))
        if left >= timedelta()
        else say("lewat {span}", span=_span(-left))
    )


def tenths(value: float) -> str:
    """2.25 as '2,2'."""
    return f"{value:.1f}".replace(".", ",")


def kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"


def telephone(value: str) -> str:
    """'+6281234567890' as people read it aloud: '0812-3456-7890'."""
    return national(value)


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return say("{n} menit", n=minutes)
    return say("{n} jam", n=minutes // 60) if minutes < A_DAY else _days(minutes // A_DAY)


def _days(days: int) -> str:
    """As one says it: days for two weeks, then weeks, months, years; never more exact than anybody counts."""
    if days < 14:
        return say("{n} hari", n=days)
    if days < 60:
        return say("{n} minggu", n=days // 7)
    if days < 335:
        return say("{n} bulan", n=days // 30)
    if days < 365:
        return say("hampir setahun")
    return say("setahun lebih") if days < 730 else say("{n} tahun", n=days // 365)


def _local_day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def init_app(app: Flask) -> None:
    texts = (kilobytes, telephone, prose, card_url)
    for show in (rupiah, day, short_day, month, moment, ago, time_left, *texts):
        app.add_template_filter(show)
    app.add_template_filter(dotted, "number")
    app.add_template_filter(tenths)
