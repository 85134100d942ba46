"""Papers signed outside the app: the signed PDF is brought by who signs, and given out to who may see the paper."""

from domain.errors import NotVisible
from domain.papers import signed
from domain.papers.rules import TITLES, may_sign
from domain.purchases import pages
from domain.purchases.actions.signing import keep_signed
from web.access import ADMIN, AUDITOR, OFFICIALS, SIGNER, VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.uploads import hand_out

from .forms import SignedForm

area = Area("signatures", __name__, url_prefix="/pesanan")
COPY = "/<purchase:code>/surat/<int:paper_id>/salinan"


@area.get(COPY, allow=SIGNER | VENDOR)
def new(code: str, paper_id: int):
    return page("signatures/new.html", form=SignedForm(), **_context(code, paper_id))


@area.post(COPY, allow=SIGNER | VENDOR)
def create(code: str, paper_id: int):
    context = _context(code, paper_id)
    form = SignedForm()
    seen = "purchases.paper", {"code": code, "paper_id": paper_id}
    if form.carry_out(keep_signed, actor(), code, paper_id, to=seen) is None:
        return again("signatures/new.html", "signatures/_form.html", form=form, **context)
    return go()


@area.get(f"{COPY}.pdf", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def show(code: str, paper_id: int):
    paper = pages.paper_of(actor(), code, paper_id)
    copy = signed.newest(paper)
    if copy is None:
        raise NotVisible(str(paper_id))
    return hand_out(copy.sha256, f"{paper.kind.value}-{paper.seq:04}-{paper.year}-bertanda-tangan")


def _context(code: str, paper_id: int) -> dict:
    """The paper, for who signs it. Raises NotVisible."""
    paper = pages.paper_of(actor(), code, paper_id)
    if not may_sign(paper.kind, actor().hat):
        raise NotVisible(str(paper_id))
    return {"code": code, "paper": paper, "title": TITLES[paper.kind], "copy": signed.newest(paper)}
