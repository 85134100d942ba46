"""Articles: one writes, another checks, everybody reads; files and links are what they say."""

import pytest

from domain import journal
from domain.errors import NotVisible, RuleBroken, Stale
from domain.knowledge import actions, articles, queries
from domain.knowledge.actions import KeptFile
from domain.knowledge.articles import MOVES, ArticleState, Writing
from domain.knowledge.rules import EntryKind
from domain.moves import offered
from domain.people.rules import HANDLERS, Role
from domain.writing import write
from tests.support.people import make_person

NEWS = Writing(
    kind=EntryKind.NEWS, title="Gerakan petik bersama", body="Sabtu pagi di balai desa.\n\n- Bawa karung",
    commodity_code="cabai", village_code="99.01.01.2001",
)  # fmt: skip


@pytest.fixture
def desk(within):
    """An officer who writes and an expert who checks."""
    return make_person(Role.OFFICER, scope="99.01.01.2001").actor, make_person(Role.EXPERT).actor


def act(action, *args, **how) -> int:
    with write():
        return action(*args, **how).id


def published(desk, writing=NEWS, file=None) -> int:
    author, expert = desk
    code = act(actions.write_article, author, writing=writing, file=file)
    act(actions.move_article, author, code, "submit", seen=1)
    return act(actions.move_article, expert, code, "publish", seen=1)


def test_a_text_is_read_only_once_another_has_published_it(desk):
    author, expert = desk
    code = act(actions.write_article, author, writing=NEWS)
    with pytest.raises(NotVisible):
        queries.article_page(code)
    act(actions.move_article, author, code, "submit", seen=1)
    with pytest.raises(NotVisible):
        queries.article_page(code)
    act(actions.move_article, expert, code, "publish", seen=1)
    assert queries.article_page(code).title == NEWS.title
    assert [card.ref for card in queries.search("petik bersama").cards] == [str(code)]
    assert [entry.event for entry in journal.of(f"article:{code}")] == [
        "article.written", "article.submit", "article.publish",
    ]  # fmt: skip


def test_nobody_publishes_their_own_words(within):
    expert = make_person(Role.EXPERT).actor
    code = act(actions.write_article, expert, writing=NEWS)
    act(actions.move_article, expert, code, "submit", seen=1)
    with pytest.raises(RuleBroken, match="orang lain"), write():
        actions.move_article(expert, code, "publish", seen=1)


def test_a_change_after_the_check_is_not_what_was_checked(desk):
    author, expert = desk
    code = act(actions.write_article, author, writing=NEWS)
    act(actions.move_article, author, code, "submit", seen=1)
    act(actions.rewrite_article, author, code, seen=1, writing=NEWS)
    with pytest.raises(Stale), write():
        actions.move_article(expert, code, "publish", seen=1)
    with pytest.raises(Stale), write():  # it is a draft again
        actions.move_article(expert, code, "publish", seen=2)


def test_returning_wants_a_reason_and_withdrawing_hides(desk):
    author, expert = desk
    code = act(actions.write_article, author, writing=NEWS)
    act(actions.move_article, author, code, "submit", seen=1)
    with pytest.raises(RuleBroken), write():
        actions.move_article(expert, code, "return", seen=1)
    act(actions.move_article, expert, code, "return", seen=1, reason="Tanggalnya belum ada.")
    assert queries.article_desk(author, code).reason == "Tanggalnya belum ada."
    other = published(desk)
    act(actions.move_article, expert, other, "withdraw", seen=1)
    with pytest.raises(NotVisible):
        queries.article_page(other)
    assert queries.search("petik bersama").cards == ()


def test_a_published_text_is_not_changed_in_place(desk):
    code = published(desk)
    with pytest.raises(RuleBroken, match="ditarik dulu"), write():
        actions.rewrite_article(desk[1], code, seen=1, writing=NEWS)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": " "}),
        ("body", {"body": ""}),
        ("video_url", {"kind": EntryKind.VIDEO}),
        ("file", {"kind": EntryKind.BOOK}),
        ("video_url", {"video_url": "http://contoh.id/video"}),
        ("video_url", {"video_url": "javascript:alert(1)"}),
        ("video_url", {"video_url": "https://user@contoh.id/"}),
        ("video_url", {"video_url": "https://localhost/"}),
        ("video_url", {"video_url": "https://contoh.id/<b>"}),
        ("commodity_code", {"commodity_code": "tebu"}),
        ("village_code", {"village_code": "99.99.99.9999"}),
        ("body", {"body": "Semprot 2 ml per liter air"}),
        ("kind", {"kind": EntryKind.PROBLEM}),
    ],
)
def test_what_may_not_be_written_is_refused_by_field(desk, field, change):
    said = {name: getattr(NEWS, name) for name in Writing.__slots__} | change
    with pytest.raises(RuleBroken) as refused:
        act(actions.write_article, desk[0], writing=Writing(**said))
    assert refused.value.field == field


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(ArticleState))
def test_only_those_who_answer_farmers_have_moves(state, role):
    assert not offered(MOVES, state, role) or role in HANDLERS


def test_news_reach_the_village_and_the_crops(desk):
    published(desk)
    cards = queries.newest([EntryKind.NEWS], village="99.01.01.2001", crops=["cabai"])
    assert [card.title for card in cards] == [NEWS.title]
    assert queries.newest([EntryKind.NEWS], village="99.01.02.1001") == []
    assert queries.newest([EntryKind.NEWS], village="99.01.01.2001", crops=["padi"]) == []


def test_a_file_is_known_by_its_size_and_only_when_published(desk):
    said = {name: getattr(NEWS, name) for name in Writing.__slots__} | {"kind": EntryKind.BOOK}
    code = published(desk, Writing(**said), KeptFile("a" * 64, 123_456))
    assert queries.article_page(code).file_bytes == 123_456
    assert queries.article_file(code) == ("a" * 64, NEWS.title)
    assert queries.file_keys() == {"a" * 64}
    act(actions.move_article, desk[1], code, "withdraw", seen=1)
    with pytest.raises(NotVisible):
        queries.article_file(code)


def test_the_host_of_a_link_is_said_plainly():
    assert articles.host_of("https://www.youtube.com/watch?v=1") == "youtube.com"
