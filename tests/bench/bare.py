"""The page to compare with: Flask, Flask-SQLAlchemy, Jinja and Flask-Compress, nothing of this house.

It reads as many rows with as many columns, from the same database, and its body has exactly the same
bytes: what stands around the rows of the real page is its template's literal text.
"""

from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, Table, select

LIST_OPENS, LIST_ENDS = '<ul class="rows cards">', "</ul>"
ROW = (
    '<li>{filler}<h2><a href="/produk/{{{{ row.id }}}}">{{{{ row.name }}}}</a></h2>'
    '<p class="s">{{{{ row.vendor }}}} · {{{{ row.village }}}}</p>'
    '<p><b class="price">Rp{{{{ row.price }}}}</b> per {{{{ row.unit }}}}</p>'
    '<span class="tag">Stok {{{{ row.stock }}}}</span></li>'
)
COLUMNS = (
    "id name unit price stock minimum_order lead_days sold state category_code etalase photo_key".split()
)


def bare_app(url: str, like: str, rows: int) -> tuple[Flask, SQLAlchemy]:
    """An app whose `/` lists the newest `rows` listings in a body as long as the page `like`."""
    app, db = Flask(__name__), SQLAlchemy()
    app.config.update(SQLALCHEMY_DATABASE_URI=url, COMPRESS_ALGORITHM=["br"], COMPRESS_BR_LEVEL=5)
    Compress(app)
    db.init_app(app)
    with app.app_context():
        metadata = MetaData()
        metadata.reflect(db.engine, only=["listing", "vendor", "village"], resolve_fks=False)
        found = _newest(*(metadata.tables[name] for name in ("listing", "vendor", "village")), rows)
    page: dict[str, Any] = {"text": _looped(like)}

    @app.get("/")
    def index() -> str:
        return page["compiled"].render(rows=db.session.execute(found).all())

    page["compiled"] = app.jinja_env.from_string(page["text"])
    with app.app_context():
        got = index()
    page["compiled"] = app.jinja_env.from_string(page["text"] + _padding(like, got))
    return app, db


def _newest(listing: Table, vendor: Table, village: Table, rows: int):
    columns = [listing.c[name] for name in COLUMNS]
    joined = listing.join(vendor, vendor.c.id == listing.c.vendor_id).join(
        village, village.c.code == vendor.c.village_code
    )
    return (
        select(*columns, vendor.c.legal_name.label("vendor"), village.c.name.label("village"))
        .select_from(joined)
        .where(listing.c.state == "published")
        .order_by(listing.c.id.desc())
        .limit(rows)
    )


def _looped(like: str) -> str:
    """The real page with its rows replaced by a loop over ours."""
    before, _opens, rest = like.partition(LIST_OPENS)
    listed, _ends, after = rest.partition(LIST_ENDS)
    drawing = listed[listed.find("<svg") : listed.find("</svg>") + len("</svg>")]
    loop = "{% for row in rows %}" + ROW.format(filler=drawing) + "{% endfor %}"
    return _literal(before + LIST_OPENS) + loop + _literal(LIST_ENDS + after)


def _padding(like: str, got: str) -> str:
    """A comment as long as what is missing, out of the real rows, so that it compresses like them."""
    missing = len(like.encode()) - len(got.encode())
    if missing < 7:
        raise SystemExit("the bare page is longer than the real one: it must carry less")
    listed = (
        like.partition(LIST_OPENS)[2].partition(LIST_ENDS)[0].replace("-", " ").encode("ascii", "replace")
    )
    return _literal(f"<!--{(listed * 3)[: missing - 7].decode()}-->")


def _literal(text: str) -> str:
    return "{% raw %}" + text + "{% endraw %}"
