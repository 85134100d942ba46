"""Demo library: an expert (contoh) has checked every entry that names a source; the others stay drafts.

Of the tips of the season those that rest on memory alone stay drafts too.
"""

from domain import region
from domain.knowledge import actions, queries
from domain.knowledge.articles import Writing
from domain.knowledge.rules import EntryKind
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.writing import write

UNSOURCED = "Belum bersumber"
FROM_MEMORY = "ingatan"


def seed_library() -> None:
    """Approve what the pack proposes, as the demo's first expert. Inside an app context."""
    expert = Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)
    with write():
        for row in queries.desk_entries(expert, drafts=True):
            if not region.current().problems[row.code].source.startswith(UNSOURCED):
                actions.approve_problem(expert, row.code, seen=row.newest)
        for row in queries.tip_desk(expert, drafts=True).rows:
            if not row.tip.source.lower().startswith(FROM_MEMORY):
                actions.approve_tip(expert, row.tip.key)


TEXTS = (
    Writing(
        kind=EntryKind.NEWS,
        title="Sekolah lapang pengendalian hama (contoh)",
        body="Penyuluh mengajak petani mengamati kebun bersama setiap Sabtu pagi.\n\n- Bawa topi dan buku catatan\n"
        "- Tidak dipungut biaya\n\nIni berita contoh.",
    ),
    Writing(
        kind=EntryKind.GUIDE,
        title="Mengamati kebun sepuluh menit (contoh)",
        body="# Cara berjalan\nBerjalan huruf Z. Berhenti di sepuluh tanaman.\n\n# Yang dilihat\n- Pucuk dan bawah daun\n"
        "- Pangkal batang\n- Buah yang rontok\n\nCatat berapa dari sepuluh yang sakit. Angka itu yang ditanyakan penyuluh.",
        source="Contoh untuk peragaan",
    ),
    Writing(
        kind=EntryKind.ARTICLE,
        title="Membaca label obat (contoh)",
        body="Sebelum membeli, cari **bahan aktif** dan golongannya.\n\nGanti golongan supaya hama tidak kebal. "
        "Takaran ikuti label, dan tanyakan kepada penyuluh.",
        source="Contoh untuk peragaan",
    ),
)


def seed_texts() -> None:
    """A few texts by an officer, published by the coordinator; ready answers checked by an expert."""
    officer = Actor(people.wearing(Role.OFFICER)[0].id, Role.OFFICER)
    coordinator = Actor(people.wearing(Role.COORDINATOR)[0].id, Role.COORDINATOR)
    expert = Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)
    with write():
        for text in TEXTS:
            article = actions.write_article(officer, writing=text)
            actions.move_article(officer, article.id, "submit", seen=1)
            actions.move_article(coordinator, article.id, "publish", seen=1)
        for row in queries.ready_desk(expert, "ready_answer")[1:]:
            actions.approve_ready(expert, "ready_answer", str(row.id))
