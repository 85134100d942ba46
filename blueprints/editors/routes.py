"""Where the library is written and checked: drafts, approvals, withdrawals. For those who answer farmers."""

from flask import request

from domain.knowledge import actions, queries
from web.access import COORDINATOR, EXPERT, HANDLERS, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.paging import after
from web.tips import season

from .forms import ProblemForm, SeenForm

TIPS_A_PAGE = 10
area = Area("editors", __name__, url_prefix="/redaksi")


@area.get("/", allow=HANDLERS)
def index():
    """Entries about pests and diseases that wait for an expert, or those everybody reads."""
    drafts = request.args.get("bagian") != "terlihat"
    return page("editors/index.html", rows=queries.desk_entries(actor(), drafts=drafts), drafts=drafts)


@area.get("/masalah/<code>", allow=HANDLERS)
def problem(code: str):
    seen = queries.desk_entry(actor(), code)
    return page("editors/problem.html", seen=seen, form=SeenForm(data={"seen": seen.n}))


@area.post("/masalah/<code>/setujui", allow=EXPERT)
def approve(code: str):
    form = SeenForm()
    if form.carry_out(actions.approve_problem, actor(), code, to=(".problem", {"code": code})) is None:
        return again("editors/problem.html", "editors/_approve_form.html", **_seen(code, form))
    return go()


@area.post("/masalah/<code>/tarik", allow=EXPERT | COORDINATOR)
def withdraw(code: str):
    form = SeenForm()
    del form.seen
    if form.carry_out(actions.withdraw_problem, actor(), code, to=(".problem", {"code": code})) is None:
        return again("editors/problem.html", "editors/_withdraw_form.html", **_seen(code, form))
    return go()


@area.get("/masalah/<code>/ubah", allow=EXPERT)
def edit(code: str):
    seen = queries.desk_entry(actor(), code)
    return page("editors/edit.html", seen=seen, form=ProblemForm.of(seen))


@area.post("/masalah/<code>/ubah", allow=EXPERT)
def revise(code: str):
    seen, form = queries.desk_entry(actor(), code), ProblemForm().offer()
    form.entry = seen
    if form.carry_out(actions.revise_problem, actor(), code, to=(".problem", {"code": code})) is None:
        return again("editors/edit.html", "editors/_problem_form.html", seen=seen, form=form)
    return go()


@area.get("/tips", allow=HANDLERS)
def tips():
    """Tips of the season that wait for an expert, or those everybody reads."""
    drafts = request.args.get("bagian") != "terlihat"
    desk, begun = queries.tip_desk(actor(), drafts=drafts), after()
    shown = desk.rows[begun : begun + TIPS_A_PAGE]
    left = begun + len(shown) if begun + len(shown) < len(desk.rows) else None
    return page("editors/tips.html", desk=desk, shown=shown, after=left, drafts=drafts, season=season)


@area.post("/tips/setujui", allow=EXPERT)
def approve_tip():
    carry_out(actions.approve_tip, actor(), request.form.get("tip", ""), to=(".tips", {}))
    return go()


@area.post("/tips/tarik", allow=EXPERT | COORDINATOR)
def withdraw_tip():
    shown = (".tips", {"bagian": "terlihat"})
    carry_out(actions.withdraw_tip, actor(), request.form.get("tip", ""), to=shown)
    return go()


def _seen(code: str, form) -> dict:
    return {"seen": queries.desk_entry(actor(), code), "form": form}
