"""The desk of ready answers and ready questions: proposed by anybody who answers, approved by an expert."""

from domain.knowledge import actions, queries
from web.access import COORDINATOR, EXPERT, HANDLERS, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor

from .forms import AnswerForm, QuestionForm

area = Area("replies", __name__, url_prefix="/redaksi")
KINDS = {"jawaban": "ready_answer", "pertanyaan": "ready_question"}
FORMS = {"jawaban": AnswerForm, "pertanyaan": QuestionForm}
KEEPERS = {"jawaban": actions.keep_answer, "pertanyaan": actions.keep_question}
BOTH = "<any(jawaban, pertanyaan):slug>"


@area.get(f"/{BOTH}/", allow=HANDLERS)
def index(slug: str):
    return page("replies/index.html", rows=queries.ready_desk(actor(), KINDS[slug]), slug=slug)


@area.get(f"/{BOTH}/baru", allow=HANDLERS)
def new(slug: str):
    return page("replies/edit.html", form=FORMS[slug]().offer(), slug=slug, code=None)


@area.post(f"/{BOTH}/", allow=HANDLERS)
def create(slug: str):
    form = FORMS[slug]().offer()
    if form.carry_out(KEEPERS[slug], actor(), to=_shown(slug)) is None:
        return again("replies/edit.html", "replies/_form.html", form=form, slug=slug, code=None)
    return go()


@area.get(f"/{BOTH}/<int:code>", allow=HANDLERS)
def show(slug: str, code: int):
    return page("replies/show.html", seen=queries.ready_one(actor(), KINDS[slug], str(code)), slug=slug)


@area.get(f"/{BOTH}/<int:code>/ubah", allow=HANDLERS)
def edit(slug: str, code: int):
    row = queries.ready_row(actor(), KINDS[slug], str(code))
    form = AnswerForm.of(row) if slug == "jawaban" else QuestionForm(obj=row).offer()
    return page("replies/edit.html", form=form, slug=slug, code=code)


@area.post(f"/{BOTH}/<int:code>/ubah", allow=HANDLERS)
def update(slug: str, code: int):
    form = FORMS[slug]().offer()
    if form.carry_out(KEEPERS[slug], actor(), code=str(code), to=_shown(slug)) is None:
        return again("replies/edit.html", "replies/_form.html", form=form, slug=slug, code=code)
    return go()


@area.post(f"/{BOTH}/<int:code>/setujui", allow=EXPERT)
def approve(slug: str, code: int):
    carry_out(actions.approve_ready, actor(), KINDS[slug], str(code), to=_shown(slug))
    return go()


@area.post(f"/{BOTH}/<int:code>/pensiun", allow=EXPERT | COORDINATOR)
def retire(slug: str, code: int):
    carry_out(actions.retire_ready, actor(), KINDS[slug], str(code), to=_shown(slug))
    return go()


def _shown(slug: str):
    return lambda row: (".show", {"slug": slug, "code": row.id})
