"""Articles: the page everybody reads, its file, and the desk of those who write and check."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from domain import region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.knowledge import articles
from domain.knowledge.articles import STATE_WORDS, ArticleState
from domain.knowledge.models import Article
from domain.knowledge.rules import KIND_WORDS
from domain.moves import Move, offered
from domain.people.rules import HANDLERS, Actor

PAGE = 20


@dataclass(frozen=True)
class ArticlePage:
    """One text as it is read. `video_host` is where the link leads, empty without one; sizes as in the row."""

    id: int
    kind: str
    title: str
    body: str
    source: str
    crop: str
    crop_code: str
    place: str
    video_url: str
    video_host: str
    video_mb: int | None
    file_bytes: int
    author: str
    reviewer: str
    published_on: date | None


@dataclass(frozen=True)
class ArticleDesk:
    """One text on the desk, with what this hat may do to it."""

    page: ArticlePage
    state: str
    version: int
    reason: str
    moves: tuple[Move[ArticleState], ...]
    may_edit: bool
    own: bool


def article(actor: Actor, code: str | int, *, lock: bool = False) -> Article:
    """One text on the desk: for those who answer farmers. Raises NotVisible."""
    found = _visible_to(actor).where(Article.id == _number(code))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=Article)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(code))
    return row


def articles_on_desk(actor: Actor, after: int = 0) -> list[Article]:
    """The newest texts first, whatever their state; one more than a page."""
    found = _visible_to(actor).options(joinedload(Article.author)).order_by(Article.id.desc())
    if after:
        found = found.where(Article.id < after)
    return list(db.session.scalars(found.limit(PAGE + 1)))


def article_page(code: str | int) -> ArticlePage:
    """A published text. Raises NotVisible for everything else."""
    found = select(Article).where(Article.id == _number(code), Article.state == ArticleState.PUBLISHED)
    row = db.session.scalar(_with_people(found))
    if row is None:
        raise NotVisible(str(code))
    return _page(row)


def article_file(code: str | int) -> tuple[str, str]:
    """Key and title of a published text's file. Raises NotVisible."""
    found = select(Article.file_key, Article.title).where(
        Article.id == _number(code), Article.state == ArticleState.PUBLISHED, Article.file_key.is_not(None)
    )
    row = db.session.execute(found).first()
    if row is None:
        raise NotVisible(str(code))
    return row.file_key, row.title


def article_desk(actor: Actor, code: str | int) -> ArticleDesk:
    row = db.session.scalar(_with_people(_visible_to(actor).where(Article.id == _number(code))))
    if row is None:
        raise NotVisible(str(code))
    own = row.author_id == actor.person_id
    moves = [
        move
        for move in offered(articles.MOVES, row.state, actor.hat)
        if not (own and move.verb in ("publish", "return"))
    ]
    return ArticleDesk(
        page=_page(row),
        state=STATE_WORDS[row.state],
        version=row.version,
        reason=row.reason,
        moves=tuple(moves),
        may_edit=articles.may_edit(row.state, actor.hat, own),
        own=own,
    )


def file_keys() -> set[str]:
    """Keys of all files some text has."""
    return set(db.session.scalars(select(Article.file_key).where(Article.file_key.is_not(None))))


def _visible_to(actor: Actor) -> Select[tuple[Article]]:
    return select(Article) if actor.hat in HANDLERS else select(Article).where(Article.id.is_(None))


def _with_people(found: Select) -> Select:
    return found.options(
        joinedload(Article.author), joinedload(Article.reviewer), joinedload(Article.village)
    )


def _number(code: str | int) -> int:
    return int(code) if str(code).isascii() and str(code).isdigit() and len(str(code)) < 10 else 0


def _page(row: Article) -> ArticlePage:
    crop = region.current().commodities.get(row.commodity_code or "")
    return ArticlePage(
        id=row.id,
        kind=KIND_WORDS[row.kind],
        title=row.title,
        body=row.body,
        source=row.source,
        crop=crop.name if crop else "",
        crop_code=crop.code if crop else "",
        place=row.village.name if row.village else "",
        video_url=row.video_url,
        video_host=articles.host_of(row.video_url),
        video_mb=row.video_mb,
        file_bytes=row.file_bytes,
        author=row.author.name,
        reviewer=row.reviewer.name if row.reviewer else "",
        published_on=row.published_on,
    )
