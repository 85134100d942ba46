"""The office rates an order that is done, and the vendor answers."""

from domain.purchases import actions, pages, rules
from web.access import SIGNER, VENDOR
from web.hx import again, go, page
from web.login import actor

from .area import area
from .forms import AnswerRatingForm, RatingForm


@area.get("/<purchase:code>/nilai", allow=SIGNER)
def think(code: str):
    return page("purchases/rating.html", **_rating(code, "nilai", RatingForm))


@area.post("/<purchase:code>/nilai", allow=SIGNER)
def give_rating(code: str):
    return _rate(_rating(code, "nilai", RatingForm), actions.rate)


@area.get("/<purchase:code>/jawab-nilai", allow=VENDOR)
def reply(code: str):
    return page("purchases/rating.html", **_rating(code, "jawab-nilai", AnswerRatingForm))


@area.post("/<purchase:code>/jawab-nilai", allow=VENDOR)
def give_answer(code: str):
    return _rate(_rating(code, "jawab-nilai", AnswerRatingForm), actions.answer_rating)


def _rating(code: str, slug: str, form_for) -> dict:
    seen = pages.purchase_page(actor(), code)
    form = form_for()
    if form.version.data is None:
        form.version.data = seen.version
    return {"seen": seen, "form": form, "move": rules.move_of(slug)}


def _rate(context: dict, say):
    if context["form"].carry_out(say, actor(), context["seen"].code, to=".show") is None:
        return again("purchases/rating.html", "purchases/_rating_form.html", **context)
    return go()
