"""Bytes of a page by kind: what a page names is counted once, and a kind over its limit is said."""

from ops import bytes as wire_bytes
from ops.bytes import Answer, Measured, by_kind

PAGE = """<link rel="stylesheet" href="/static/build/app.0.css" media="print"><link rel="icon" href="/static/icon.svg">
<script src="/static/build/app.1.js" defer></script><script>let inline;</script>
<img src="/foto/1?w=320&amp;t=x" alt=""><img src="/foto/1?w=320&amp;t=x" alt=""><img src="/foto/2" alt="">"""
SIZES = {
    "/static/build/app.0.css": 4_800, "/static/icon.svg": 600, "/static/build/app.1.js": 18_000,
    "/foto/1?w=320&t=x": 3_000, "/foto/2": 2_000,
}  # fmt: skip


class Wire:
    def __init__(self, status=200):
        self.status, self.asked = status, []

    def ask(self, _method, path):
        self.asked.append(path)
        return Answer(self.status, SIZES[path], {}, "")


def test_everything_a_page_names_is_counted_once_by_kind():
    wire, known = Wire(), {}
    kinds, lost = by_kind(wire, Answer(200, 6_000, {}, PAGE), known)
    assert kinds == {"html": (1, 6_000), "css": (1, 4_800), "script": (1, 18_000), "picture": (3, 5_600)}
    assert (lost, sorted(wire.asked)) == ([], sorted(SIZES))
    by_kind(wire, Answer(200, 6_000, {}, PAGE), known)
    assert len(wire.asked) == len(SIZES)


def test_a_file_that_is_not_there_is_not_measured():
    _kinds, lost = by_kind(Wire(404), Answer(200, 6_000, {}, PAGE), {})
    assert ("/foto/2", 404) in lost


def measured(**kinds):
    usual = {"html": (1, 6_000), "css": (1, 4_800), "script": (1, 18_000), "picture": (1, 600)}
    return Measured("Petani", "/", 6_000, 2_000, usual | kinds)


def test_a_kind_over_its_limit_is_named():
    assert measured().over() == []
    assert measured(html=(1, 14_001)).over() == ["all 36,801 > 34,000", "html 14,001 > 14,000"]
    assert measured(script=(4, 20_900)).over() == ["files 6 > 5"]
    assert measured(picture=(20, 40_001)).over() == ["picture 40,001 > 40,000"]


def test_the_verdict_is_red_when_one_page_is_over(capsys):
    assert wire_bytes.report([measured()], []) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "measured 1 of 1 routes, 0 skipped"
    assert wire_bytes.report([measured(), measured(css=(1, 5_301))], []) == 1
    assert wire_bytes.report([measured()], ["Petani /x answered 500"]) == 1
