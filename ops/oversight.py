"""`flask promise …`: the promise meter out of the journal."""

import click
from flask.cli import AppGroup

from domain.oversight import actions, queries

group = AppGroup("promise", help="Was the promise kept? Replayed from the journal.")


@group.command("count")
def count() -> None:
    """Replay the journal, write the public figures anew and print them."""
    actions.count_promises()
    for period, figures in queries.replayed():
        hours = "-" if figures.median_hours is None else f"{figures.median_hours:.1f} jam"
        click.echo(
            f"{period.first} sampai sebelum {period.until}: {figures.kept} dari {figures.owed} ditepati, "
            f"nilai tengah {hours}, {figures.reopened} dibuka lagi"
        )
