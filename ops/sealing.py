"""Making the PDF of every issued paper, once: render outside, keep bytes and hash inside a write block."""

import logging

from flask import current_app

from domain.papers import actions, queries
from domain.writing import let_go, write
from services.documents import Documents, TypstDocuments

log = logging.getLogger(__name__)


def seal_papers(documents: Documents | None = None, limit: int = 50, *, newest_first: bool = False) -> int:
    """Seal papers that have no PDF yet, oldest first unless told; returns how many. May run twice without harm.

    One that cannot be rendered is counted, logged and left for later: it does not stop those behind it.
    """
    documents = documents or TypstDocuments()
    found = queries.unsealed(limit, newest_first=newest_first)
    waiting = [(paper.id, paper.snapshot, paper.verify_code) for paper in found]
    let_go()
    sealed = 0
    for paper_id, snapshot, code in waiting:
        try:
            pdf = documents.render(snapshot, check_url(code))
        except Exception as problem:
            log.exception("paper %s could not be made into a PDF", paper_id)
            with write():
                actions.note_trouble(paper_id, type(problem).__name__)
            continue
        with write():
            sealed += actions.seal(paper_id, pdf) is not None
    return sealed


def check_url(code: str) -> str:
    """What the QR code says; the public address of the server, when it is known."""
    return f"{current_app.config['SETTINGS'].public_url}/cek/{code}"
