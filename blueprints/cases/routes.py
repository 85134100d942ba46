"""Answered cases everybody may read; a question under one goes to the inbox as a complaint."""

from domain.casebook import actions, queries
from web.access import ANYONE, COORDINATOR, EXPERT, FARMER, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor

from .forms import PublishForm, QuestionForm

area = Area("cases", __name__, url_prefix="/pustaka/kasus")
PUBLISHERS = EXPERT | COORDINATOR


@area.get("/<int:code>", allow=ANYONE)
def show(code: int):
    return page("cases/show.html", seen=queries.case_shown(code), form=QuestionForm())


@area.post("/<int:code>/tanya", allow=FARMER)
def ask(code: int):
    form = QuestionForm()
    shown = lambda row: ("complaints.show", {"code": row.code})  # noqa: E731
    if form.carry_out(actions.ask_under, actor(), code, to=shown) is None:
        seen = queries.case_shown(code)
        return again("cases/show.html", "cases/_question_form.html", seen=seen, form=form)
    return go()


@area.get("/terbitkan/<case:code>", allow=PUBLISHERS)
def new(code: str):
    draft = queries.draft_of(actor(), code)
    return page(
        "cases/new.html", draft=draft, form=PublishForm(data={"title": draft.title, "words": draft.words})
    )


@area.post("/terbitkan/<case:code>", allow=PUBLISHERS)
def publish(code: str):
    form = PublishForm()
    if (
        form.carry_out(actions.publish_case, actor(), code, to=lambda row: (".show", {"code": row.id}))
        is None
    ):
        draft = queries.draft_of(actor(), code)
        return again("cases/new.html", "cases/_publish_form.html", draft=draft, form=form)
    return go()


@area.post("/<int:code>/tarik", allow=PUBLISHERS)
def withdraw(code: int):
    carry_out(actions.withdraw_case, actor(), code, to=lambda _row: ("library.index", {}))
    return go()
