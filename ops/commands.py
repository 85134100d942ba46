"""`flask …`: people admin, region, journal, jobs, outbreaks, routes, seed. The same actions as the screens."""

import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from domain import journal, region
from domain.errors import RuleBroken
from domain.people import actions as people_actions
from domain.people import rules as people_rules
from domain.people import secrets
from domain.people.phones import parse_phone
from domain.writing import write
from ops.alerts import group as alerts_group
from ops.complaints import group as complaints_group
from ops.orders import group as orders_group
from ops.outbreaks import group as outbreaks_group
from ops.oversight import group as promise_group

people = AppGroup("people", help="People and their hats.")
journal_group = AppGroup("journal", help="The chain of what happened.")
jobs_group = AppGroup("jobs", help="Work outside a request.")
seed_group = AppGroup("seed", help="Demo data, made by the same actions as real use.")
bulk_group = AppGroup("bulk", help="Many rows at once, for measuring. Refused in production.")
region_group = AppGroup("region", help="The region pack: check it, load it.")


def init_app(app: Flask) -> None:
    for group in (
        people,
        journal_group,
        region_group,
        jobs_group,
        seed_group,
        outbreaks_group,
        complaints_group,
        promise_group,
        orders_group,
        bulk_group,
        alerts_group,
    ):
        app.cli.add_command(group)
    app.cli.add_command(list_routes)
    app.cli.add_command(prepare_server)


@people.command("admin")
@click.option("--name", prompt="Nama")
@click.option("--phone", prompt="Nomor HP")
@click.password_option("--password", prompt="Kata sandi")
def first_admin(name: str, phone: str, password: str) -> None:
    """Make (or mend) an admin: the first person who can appoint others."""
    try:
        number = parse_phone(phone)
        people_rules.check_password(password)
    except RuleBroken as broken:
        raise click.ClickException(broken.message) from broken
    hashed = secrets.hash_secret(password)
    with write():
        person = people_actions.make_admin(name=name, phone=number, secret_hash=hashed)
    click.echo(f"Admin {person.name} siap. Masuk dengan nomor {phone}.")


@region_group.command("check")
def check_region() -> None:
    """Name every fault of the pack by file and line; the app does not start with one, so this exits 1."""
    click.echo(f"{region.current().code}: 0 kesalahan")


@region_group.command("load")
def load_region() -> None:
    """Bring the tables in line with the pack."""
    from ops.region import RuleInUse, load

    try:
        done = load()
    except RuleInUse as used:
        raise click.ClickException(str(used)) from used
    click.echo(
        f"{region.current().code}: " + (", ".join(f"{n} {word}" for word, n in done.items()) or "sudah sama")
    )


@journal_group.command("verify")
def verify_journal() -> None:
    """Recompute the chain; exit 1 and name the row when it does not hold."""
    faults = journal.verify(heads_log())
    for fault in faults:
        click.echo(f"jurnal {fault.seq}: {fault.reason}")
    seq, value = journal.head()
    click.echo(f"{seq} catatan, kepala {value[:16]}, {len(faults)} kesalahan")
    sys.exit(1 if faults else 0)


@journal_group.command("head")
def note_head() -> None:
    """Append the newest head to heads.log in the data folder."""
    from ops.jobs import note_journal_head

    note_journal_head()
    click.echo(heads_log().read_text().splitlines()[-1])


def heads_log() -> Path:
    return current_app.config["SETTINGS"].data / "heads.log"


@click.command("routes-ledger")
@click.option("--write", "file", type=click.Path(path_type=Path))
def list_routes(file: Path | None) -> None:
    """Print method, path and audience of every route; --write keeps it in a file."""
    from ops.routes import ledger

    text = ledger(current_app)
    if file:
        file.write_text(text)
    else:
        click.echo(text, nl=False)


@click.command("prepare")
def prepare_server() -> None:
    """Migrations, region and (in demo mode) demo data: what run.sh does before it serves."""
    from ops.prepare import prepare

    prepare()


@jobs_group.command("run-due")
def run_due_jobs() -> None:
    """Run every job once, now; exit 1 when one failed."""
    from ops import jobs

    failed = jobs.run_due(
        current_app._get_current_object(), [*jobs.EVERY_MINUTE, *jobs.OUTSIDE, *jobs.EVERY_HOUR]
    )
    sys.exit(1 if failed else 0)


@jobs_group.command("work")
def work() -> None:
    """Run jobs on their schedule until stopped (run.sh starts this beside the web)."""
    from ops.schedule import work as keep_working

    keep_working(current_app._get_current_object())


@bulk_group.command("listings")
@click.argument("count", type=click.IntRange(1, 5_000_000))
@click.option("--seed", default=1, help="Another number gives other goods.")
def fill_shelves(count: int, seed: int) -> None:
    """Publish COUNT listings more, each as correct as a typed one."""
    from ops import bulk

    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("Made-up goods have no place in production.")
    click.echo(f"{bulk.fill(count, click.echo, seed):,} listings published")


@bulk_group.command("sheet")
@click.argument("count", type=click.IntRange(1, 5_000), default=5_000)
def send_sheet(count: int) -> None:
    """Send a spreadsheet of COUNT goods, some wrong, and say how long checking and writing take."""
    from ops import bulk_sheet

    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("Made-up goods have no place in production.")
    bulk_sheet.send(count, click.echo)


@seed_group.command("demo")
def seed_demo() -> None:
    """Fill an empty database with labelled demo data. Refused in production."""
    from ops.seed import demo

    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("Demo data has no place in production.")
    demo.fill_if_empty(click.echo)


@seed_group.command("year")
@click.option("--seal/--no-seal", default=True, help="Make the PDF of every paper too: some minutes more.")
def seed_year(seal: bool) -> None:
    """Fill an empty database with a year of a thousand purchases. Refused in production."""
    from ops.seed import year

    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("Demo data has no place in production.")
    if not year.fill(click.echo, seal=seal):
        raise click.ClickException("Somebody is here already; a year needs an empty database.")
