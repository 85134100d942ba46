"""The desk of texts: written by one, checked by another, then read by everybody."""

from flask import abort

from domain.knowledge import actions, articles, queries
from domain.moves import verb_of
from web.access import HANDLERS, Area
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of

from .forms import ArticleForm, MoveForm

area = Area("articles", __name__, url_prefix="/redaksi/tulisan")


@area.get("/", allow=HANDLERS)
def index():
    found = page_of(queries.articles_on_desk(actor(), after()), queries.ARTICLES_A_PAGE)
    return page("articles/index.html", found=found, words=articles.STATE_WORDS)


@area.get("/baru", allow=HANDLERS)
def new():
    return page("articles/edit.html", form=ArticleForm().offer(), seen=None)


@area.post("/", allow=HANDLERS)
def create():
    form = ArticleForm().offer()
    if form.carry_out(actions.write_article, actor(), to=".show") is None:
        return again("articles/edit.html", "articles/_form.html", form=form, seen=None)
    return go()


@area.get("/<int:code>", allow=HANDLERS)
def show(code: int):
    seen = queries.article_desk(actor(), code)
    return page("articles/show.html", seen=seen, form=MoveForm(data={"seen": seen.version}))


@area.get("/<int:code>/ubah", allow=HANDLERS)
def edit(code: int):
    row, seen = queries.article(actor(), code), queries.article_desk(actor(), code)
    said = {name: getattr(row, name) for name in articles.Writing.__slots__} | {"seen": row.version}
    return page("articles/edit.html", form=ArticleForm(data=said).offer(), seen=seen)


@area.post("/<int:code>/ubah", allow=HANDLERS)
def update(code: int):
    form = ArticleForm().offer()
    seen = queries.article_desk(actor(), code)
    if form.carry_out(actions.rewrite_article, actor(), code, to=".show", seen=form.seen.data or 0) is None:
        return again("articles/edit.html", "articles/_form.html", form=form, seen=seen)
    return go()


@area.post("/<int:code>/<slug>", allow=HANDLERS)
def move(code: int, slug: str):
    verb = verb_of(articles.MOVES, slug) or abort(404)
    form = MoveForm()
    if form.carry_out(actions.move_article, actor(), code, verb, to=".show") is None:
        seen = queries.article_desk(actor(), code)
        return again("articles/show.html", "articles/_moves.html", seen=seen, form=form)
    return go()
