"""The answer: begun from a past case, the library or nothing, and let pass when it holds a spray."""

from flask import request

from domain.complaints import actions, queries
from domain.errors import RuleBroken
from domain.people.licences import queries as licences
from web.access import EXPERT
from web.carry import carry_out
from web.hx import again, go, page, parts, wants_fragment
from web.login import actor

from .advice_form import AdviceForm
from .area import ADVISERS, above, area

STARTS_SHOWN = 3
NO_SPRAY = "tanpa-obat"


@area.get("/<case:code>/saran", allow=ADVISERS)
def advise(code: str):
    """The form; ?dari= names what it begins from."""
    context, source = above(code), request.args.get("dari", "")
    begun = queries.starting_from(actor(), code, source) if source else None
    draft = context["seen"].draft if not source and "kosong" not in request.args else None
    form = AdviceForm.going_on(draft) if draft else AdviceForm.begun_with(begun)
    form.offer(context["seen"])
    starts = [] if begun or draft else queries.starts(actor(), context["seen"].commodity)
    shown = starts if "semua" in request.args else starts[:STARTS_SHOWN]
    more = len(starts) - len(shown)
    return page("inbox/advice.html", form=form, starts=shown, more=more, draft=draft, **context | _hat())


@area.post("/<case:code>/saran", allow=ADVISERS)
def answer(code: str):
    context = above(code)
    form = AdviceForm().offer(context["seen"])
    if form.carry_out(actions.answer, actor(), code, to=".show") is None:
        return again("inbox/advice.html", "inbox/_advice_form.html", **_only(form) | context | _hat())
    return go()


@area.post("/<case:code>/saran/simpan", allow=ADVISERS)
def keep(code: str):
    """The draft for a colleague, or for oneself later; whoever saved in between is named first."""
    context = above(code)
    form = AdviceForm().offer(context["seen"])
    version = form.draft_version.data or 0
    try:
        to = (".advise", {"code": code})
        carry_out(actions.save_draft, actor(), code, typed=form.typed, version=version, to=lambda _row: to)
    except RuleBroken as broken:
        newest = queries.head(actor(), code).draft
        form.draft_version.data = form.draft_version.raw_data = None
        form.draft_version.data = newest.version if newest else 0
        form.refuse(broken.message)
        return again("inbox/advice.html", "inbox/_advice_form.html", **_only(form) | context | _hat())
    return go()


@area.post(
    "/<case:code>/saran/<any('obat', 'tanda', 'suara', 'bantuan', 'tanpa-obat'):extra>",
    allow=ADVISERS,
    once=False,
)
def add_extra(code: str, extra: str):
    """The form again with one more part (or without the spray), and all that was typed: most answers need none of them."""
    context = above(code)
    form = AdviceForm().offer(context["seen"])
    if extra == NO_SPRAY:
        form.close_spray()
    else:
        form.asked.data = [*(form.asked.data or ()), extra]
    form.refuse()  # nothing is sent yet: the key stays the same
    said = _only(form) | context | _hat()
    return parts("inbox/_advice_form.html", **said) if wants_fragment() else page("inbox/advice.html", **said)


@area.post("/<case:code>/setujui", allow=EXPERT)
def approve(code: str):
    carry_out(actions.approve_proposal, actor(), code, to=".show")
    return go()


def _only(form: AdviceForm) -> dict:
    """The form without what it could begin from."""
    return {"form": form, "starts": [], "more": 0, "draft": None}


def _hat() -> dict:
    return {"may_spray": licences.may_prescribe(actor())}
