"""The report form one question a page. Nothing is kept on the server: each page carries the answers on."""

from typing import NamedTuple

from flask import request

from domain.sentences import say

from .forms import ReportForm

COOKIE = "langkah"
ALL_AT_ONCE = "semua"


class Step(NamedTuple):
    """A page: its place in the address, what it asks, and the fields it shows."""

    slug: str
    asks: str
    fields: tuple[str, ...]


STEPS = (
    Step("tanaman", say("Tanaman"), ("commodity",)),
    Step("bagian", say("Bagian dan foto"), ("part", "photos", "voice")),
    Step("cerita", say("Cerita"), ("body", "applied", "age", "age_unit")),
    Step("tempat", say("Tempat"), ("village_code", "hamlet", "area", "area_unit", "place")),
    Step("periksa", say("Periksa, lalu kirim"), ()),
)
LAST = STEPS[-1]


def find(slug: str) -> Step:
    """The page of that name; the first when there is none."""
    return next((step for step in STEPS if step.slug == slug), STEPS[0])


def one_at_a_time() -> bool:
    """Whether this phone wants one question a page: asked for now, or remembered."""
    return request.args.get("langkah", request.cookies.get(COOKIE, ALL_AT_ONCE)) != ALL_AT_ONCE


def faulty(form: ReportForm, before: Step = LAST) -> Step | None:
    """The first page before (and not) `before` with a refused answer."""
    earlier = STEPS[: STEPS.index(before)]
    return next((step for step in earlier if any(form[name].errors for name in step.fields)), None)


def turn(form: ReportForm, wanted: Step) -> tuple[Step, int]:
    """The page to show after the answers so far, and its HTTP status; faults further on do not count yet."""
    form.validate()
    wrong = faulty(form, wanted)
    shown = wrong or wanted
    for step in STEPS:
        if step is not wrong:
            for name in step.fields:
                form[name].errors = []
    return shown, 422 if wrong else 200


def carried(form: ReportForm, shown: Step) -> list[tuple[str, str]]:
    """The answers of the other pages, as hidden fields."""
    return [
        pair for step in STEPS if step is not shown for name in step.fields for pair in _hidden(form, name)
    ]


def _hidden(form: ReportForm, name: str) -> list[tuple[str, str]]:
    field = form[name]
    if name == "photos":
        return [("photos-kept", token) for token, _picture in field.kept]
    if name == "voice":
        return [("voice-kept", field.kept[0])] if field.kept else []
    text = field._value() if hasattr(field, "_value") else field.data
    return [(name, text)] if text else []


def summary(form: ReportForm) -> list[tuple[str, str, str]]:
    """What was answered so far: page, what it asked, the answer in a line."""
    told = {
        "tanaman": [_chosen(form.commodity)],
        "bagian": [_chosen(form.part), _count(form.photos.kept), say("suara") if form.voice.kept else ""],
        "cerita": [form.body.data, form.applied.data, _with_unit(form.age, form.age_unit)],
        "tempat": [_chosen(form.village_code), form.hamlet.data, _with_unit(form.area, form.area_unit)],
    }
    told["tempat"].append(say("lokasi HP") if form.place.data else "")
    return [(step.slug, step.asks, _line(told[step.slug])) for step in STEPS if step is not LAST]


def _line(answers: list[str | None]) -> str:
    return ", ".join(f"{answer}".strip().rstrip(".") for answer in answers if answer and answer.strip())


def _chosen(field) -> str:
    return next((str(label) for value, label, *_rest in field.iter_choices() if value == field.data), "")


def _count(kept: list) -> str:
    return f"{len(kept)} foto" if kept else ""


def _with_unit(field, unit) -> str:
    return f"{field._value()} {_chosen(unit)}" if field._value() else ""
