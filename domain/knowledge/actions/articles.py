"""Verbs of articles: write, rewrite, submit, publish, return, withdraw. None commits.

A file is stored before the write block and handed in by its key and size.
"""

import secrets
from typing import NamedTuple

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.knowledge import articles, index, queries, rules, texts
from domain.knowledge.articles import ArticleState, Writing
from domain.knowledge.models import Article
from domain.moves import find
from domain.people.rules import Actor


class KeptFile(NamedTuple):
    """A stored PDF: its key and its size in bytes."""

    key: str
    size: int


def write_article(actor: Actor, *, writing: Writing, file: KeptFile | None = None) -> Article:
    """A new draft. Raises RuleBroken naming the field."""
    rules.check_may_prepare(actor.hat)
    _check(writing, has_file=file is not None)
    article = Article(
        author_id=actor.person_id, salt=secrets.token_hex(16), state=ArticleState.DRAFT, version=1
    )
    _say(article, writing, file)
    db.session.add(article)
    db.session.flush()
    _record(actor, "written", article)
    return article


def rewrite_article(
    actor: Actor, code: str | int, *, seen: int, writing: Writing, file: KeptFile | None = None
) -> Article:
    """Other words for one's own text, or for any as a reviewer, until it is published.

    What was waiting to be checked goes back to being a draft. Raises Stale when somebody was faster.
    """
    article = queries.article(actor, code, lock=True)
    rules.check_newest(seen, article.version)
    if not articles.may_edit(article.state, actor.hat, article.author_id == actor.person_id):
        raise RuleBroken("Yang sudah terbit ditarik dulu, baru diubah.")
    _check(writing, has_file=file is not None or article.file_key is not None)
    _say(article, writing, file)
    article.version += 1
    article.state = ArticleState.DRAFT
    _record(actor, "rewritten", article)
    return article


def move_article(actor: Actor, code: str | int, verb: str, *, seen: int, reason: str = "") -> Article:
    """Submit, publish, return or withdraw; the table of moves says who and when."""
    article = queries.article(actor, code, lock=True)
    rules.check_newest(seen, article.version)
    move = find(articles.MOVES, article.state, verb, actor.hat, now_is=articles.STATE_WORDS[article.state])
    if verb in ("publish", "return"):
        articles.check_reviewer(article.author_id, actor.person_id)
    if verb == "return" and not reason.strip():
        raise RuleBroken("Tulis apa yang perlu diperbaiki.", field="reason")
    before, article.state = article.state, move.targets[0]
    article.reason = reason.strip() if verb == "return" else ""
    article.updated_at = clock.now()
    _show(actor, article)
    journal.record(
        actor,
        f"article.{verb}",
        f"article:{article.id}",
        before=before,
        after=article.state,
        version=article.version,
    )
    return article


def _show(actor: Actor, article: Article) -> None:
    """A card in the index while it is published, none otherwise."""
    if article.state is not ArticleState.PUBLISHED:
        index.drop(article.kind, str(article.id))
        return
    article.reviewer_id, article.published_on = actor.person_id, clock.today()
    index.put(
        article.kind,
        str(article.id),
        title=article.title,
        line=texts.first_sentence(article.body),
        texts=(article.body,),
        commodities=[article.commodity_code] if article.commodity_code else [],
        village_code=article.village_code,
        size=article.file_bytes,
        shown_on=article.published_on,
    )


def _check(writing: Writing, *, has_file: bool) -> None:
    articles.check_writing(writing, has_file=has_file)
    pack = region.current()
    if writing.commodity_code and writing.commodity_code not in pack.commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity_code")
    if writing.village_code and writing.village_code not in pack.villages:
        raise RuleBroken("Pilih desanya.", field="village_code")
    for line in (writing.title, *writing.body.splitlines()):
        texts.check_harmless(line, "body" if line != writing.title else "title", pack.banned_names)


def _say(article: Article, writing: Writing, file: KeptFile | None) -> None:
    for name in Writing.__slots__:
        setattr(article, name, getattr(writing, name))
    article.updated_at = clock.now()
    if file:
        article.file_key, article.file_bytes = file.key, file.size


def _record(actor: Actor, what: str, article: Article) -> None:
    words = journal.digest(f"{article.title}\n{article.body}", article.salt)
    journal.record(
        actor,
        f"article.{what}",
        f"article:{article.id}",
        kind=article.kind,
        version=article.version,
        words=words,
        file=article.file_key,
    )
