"""`flask outbreaks …`: look for suspicions now; show what the rule in use is worth."""

from random import Random

import click
from flask.cli import AppGroup

from domain.outbreaks import simulation

group = AppGroup("outbreaks", help="Suspicions of an outbreak: count them, and what the rule is worth.")


@group.command("simulate")
@click.option("--years", default=36, show_default=True, help="Years of weeks per load.")
@click.option("--outbreaks", default=3000, show_default=True, help="Outbreaks per size.")
@click.option("--seed", default=2026, show_default=True)
def simulate(years: int, outbreaks: int, seed: int) -> None:
    """False alarms and detection of the rule in use, each with its standard error. Same seed, same figures."""
    rng = Random(seed)
    click.echo("alarm salah setahun, menurut laporan seminggu")
    for load in simulation.LOADS:
        click.echo(f"  {load:3}: {_said(simulation.false_alarms(load, years=years, rng=rng), 1)}")
    click.echo(f"wabah 3 minggu yang ditemukan, pada {simulation.DETECTION_LOAD} laporan seminggu")
    for extra in simulation.EXTRAS:
        found = simulation.detection(extra, outbreaks=outbreaks, rng=rng)
        share = simulation.Estimate(100 * found.share.value, 100 * found.share.error)
        click.echo(f"  +{extra} seminggu: {_said(share, 0)} %, minggu ke-{_said(found.week, 2)}")


@group.command("look")
def look() -> None:
    """Count now, as the hourly job does; says what was raised, counted again or let go."""
    from domain.outbreaks import actions

    done = actions.look_for_outbreaks()
    click.echo(", ".join(f"{count} {word}" for word, count in sorted(done.items())) or "tidak ada yang baru")


def _said(figure: simulation.Estimate, digits: int) -> str:
    return f"{figure.value:.{digits}f} ± {figure.error:.{max(digits, 1)}f}"
