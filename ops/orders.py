"""`flask orders …`: what can be checked about purchases from the command line."""

import sys

import click
from flask.cli import AppGroup

group = AppGroup("orders", help="Purchases and their papers.")


@group.command("verify")
def verify_orders() -> None:
    """Work every total, tax, number, hash and budget out again; exit 1 and name what differs."""
    from domain.purchases.audit.verify import verify
    from web.uploads import files

    found = verify(lambda key: files().read(key) if files().has(key) else None)
    for difference in found.differences:
        click.echo(f"{difference.subject}: {difference.words}")
    click.echo(
        f"{found.purchases} pesanan, {found.papers} surat, {found.series} seri nomor, "
        f"{found.budget_lines} mata anggaran: {len(found.differences)} perbedaan"
    )
    sys.exit(1 if found.differences else 0)
