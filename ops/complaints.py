"""`flask complaints …`: what is kept of every case against the replay of its events."""

import sys

import click
from flask.cli import AppGroup

from domain.complaints import actions, queries

group = AppGroup("complaints", help="Complaints: check what is kept against the events.")


@group.command("verify")
def verify() -> None:
    """Name every case whose state, attempt or due moment differs from its events; exit 1 when there is one."""
    count, faults = queries.verify()
    for code, sentence in faults:
        click.echo(f"{code}: {sentence}")
    click.echo(f"{count} keluhan, {len(faults)} kesalahan")
    sys.exit(1 if faults else 0)


@group.command("mend")
def mend() -> None:
    """Work out due moments and attempts anew, after the region's hours or holidays changed."""
    click.echo(f"{actions.renew_promises()} batas waktu diperbaiki")
