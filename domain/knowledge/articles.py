"""Articles, guides, videos, books and news: their states, and what may be published. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from domain.errors import RuleBroken
from domain.knowledge.rules import EntryKind
from domain.moves import Move
from domain.people.rules import HANDLERS, Role
from domain.sentences import say

TITLE_LENGTH, BODY_LENGTH, LINK_LENGTH, SOURCE_LENGTH = 120, 4_000, 300, 300
WRITTEN = (EntryKind.NEWS, EntryKind.ARTICLE, EntryKind.GUIDE, EntryKind.VIDEO, EntryKind.BOOK)
REVIEWERS = frozenset({Role.EXPERT, Role.COORDINATOR})


class ArticleState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


S = ArticleState
STATE_WORDS = {
    S.DRAFT: say("Draf"),
    S.SUBMITTED: say("Menunggu diperiksa"),
    S.PUBLISHED: say("Terbit"),
    S.RETURNED: say("Dikembalikan"),
    S.WITHDRAWN: say("Ditarik"),
}
EDITABLE = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.WITHDRAWN})
MOVES = (
    Move("submit", HANDLERS, frozenset({S.DRAFT, S.RETURNED, S.WITHDRAWN}), (S.SUBMITTED,), "kirim", say("Kirim untuk diperiksa")),
    Move("publish", REVIEWERS, frozenset({S.SUBMITTED}), (S.PUBLISHED,), "terbitkan", say("Terbitkan")),
    Move("return", REVIEWERS, frozenset({S.SUBMITTED}), (S.RETURNED,), "kembalikan", say("Kembalikan ke penulis")),
    Move("withdraw", REVIEWERS, frozenset({S.PUBLISHED}), (S.WITHDRAWN,), "tarik", say("Tarik dari pustaka")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What an author hands in. `video_mb` is the size of the video in MB, None when nobody knows."""

    kind: EntryKind
    title: str
    body: str = ""
    source: str = ""
    commodity_code: str | None = None
    village_code: str | None = None
    video_url: str = ""
    video_mb: int | None = None


def check_writing(said: Writing, *, has_file: bool) -> None:
    """Raises RuleBroken, naming the field."""
    if said.kind not in WRITTEN:
        raise RuleBroken("Pilih jenisnya.", field="kind")
    if not said.title.strip():
        raise RuleBroken("Tulis judulnya.", field="title")
    if said.kind is EntryKind.VIDEO and not said.video_url:
        raise RuleBroken("Tulis alamat videonya.", field="video_url")
    if said.kind is EntryKind.BOOK and not has_file:
        raise RuleBroken("Pilih berkas PDF bukunya.", field="file")
    if not said.body.strip() and said.kind not in (EntryKind.VIDEO, EntryKind.BOOK):
        raise RuleBroken("Tulis isinya.", field="body")
    if said.video_url:
        check_link(said.video_url)


def check_link(url: str) -> None:
    """A plain https address of another site. Raises RuleBroken."""
    try:
        parts = urlsplit(url)
        good = parts.scheme == "https" and _is_host(parts.hostname or "") and not parts.username
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"']", url):
        raise RuleBroken("Alamatnya diawali https://, misalnya https://www.youtube.com/…", field="video_url")


def _is_host(name: str) -> bool:
    return bool(re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", name))


def host_of(url: str) -> str:
    """'www.youtube.com' is shown as 'youtube.com'."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def check_reviewer(author_id: int | None, reviewer_id: int | None) -> None:
    """Nobody publishes their own words. Raises RuleBroken."""
    if author_id == reviewer_id:
        raise RuleBroken("Tulisan sendiri diperiksa orang lain dulu.")


def may_edit(state: ArticleState, hat: Role, is_author: bool) -> bool:
    """The author, or whoever reviews, until it is published."""
    return state in EDITABLE and (is_author or hat in REVIEWERS)
