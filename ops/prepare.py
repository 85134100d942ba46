"""Bringing a server up to date: migrations, region, and demo data where there is none."""

import logging
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from ops import dictionary, region

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def prepare() -> None:
    """Safe to run at every start; in seconds when nothing changed."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    click.echo("• database up to date")
    upgrade(MIGRATIONS)
    done = region.load()
    if done:
        click.echo("• region loaded: " + ", ".join(f"{count} {word}" for word, count in done.items()))
    if current_app.config["SETTINGS"].mode == "demo":
        from ops.seed import demo

        demo.fill_if_empty(click.echo)
    if current_app.config["SETTINGS"].dictionary:
        kept = dictionary.build(current_app._get_current_object())
        click.echo(f"• dictionary of repeat pages: {kept.stat().st_size:,} B")
