"""Two papers from before an order: the request, and where prices were looked up; a paper may be replaced."""

from migrations.dialect import replace_states

revision = "0051_asking_papers"
down_revision = "0050_deposits_of_parts"
branch_labels = None
depends_on = None

BEFORE = (
    "surat_pesanan", "spk", "addendum", "ba_negosiasi", "surat_jalan", "tanda_terima", "ba_pemeriksaan", "bast",
    "invoice", "kuitansi", "ba_pembayaran",
)  # fmt: skip
AFTER = ("permintaan", "referensi_harga", *BEFORE)
REASONS = ("cancelled", "declined", "expired")


def upgrade() -> None:
    for table in ("paper", "number_series"):
        replace_states(table, "kind", AFTER)
    replace_states("paper_void", "why", (*REASONS, "replaced"))


def downgrade() -> None:
    """Fails where such papers were issued: a number once given is not taken back."""
    replace_states("paper_void", "why", REASONS)
    for table in ("paper", "number_series"):
        replace_states(table, "kind", BEFORE)
