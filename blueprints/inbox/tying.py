"""Cases that belong together, and one report that is two."""

from flask import request

from domain.complaints import actions, queries
from web.access import HANDLERS
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor

from .area import above, area
from .forms import LinkForm, SplitForm


@area.get("/<case:code>/kaitkan", allow=HANDLERS)
def choose_link(code: str):
    return page("inbox/link.html", form=_links(code), **above(code))


@area.post("/<case:code>/kaitkan", allow=HANDLERS)
def link(code: str):
    form = _links(code)
    if form.carry_out(actions.link, actor(), code, to=".show") is None:
        return again("inbox/link.html", "inbox/_link_form.html", form=form, **above(code))
    return go()


@area.post("/<case:code>/lepas-kaitan", allow=HANDLERS)
def unlink(code: str):
    carry_out(actions.unlink, actor(), code, into=request.form.get("into", ""), to=".show")
    return go()


@area.get("/<case:code>/bagi", allow=HANDLERS)
def choose_split(code: str):
    context = above(code)
    form = SplitForm(data={"commodity": context["seen"].commodity}).offer(context["seen"])
    return page("inbox/split.html", form=form, **context)


@area.post("/<case:code>/bagi", allow=HANDLERS)
def split(code: str):
    """On to the new case, which is looked at next."""
    context = above(code)
    form = SplitForm().offer(context["seen"])
    if form.carry_out(actions.split, actor(), code, to=".show") is None:
        return again("inbox/split.html", "inbox/_split_form.html", form=form, **context)
    return go()


def _links(code: str) -> LinkForm:
    return LinkForm().offer(queries.link_targets(actor(), code))
