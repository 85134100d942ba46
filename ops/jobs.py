"""Work outside a request. Each job looks up what is due and may run twice without harm."""

import logging
from collections.abc import Callable

from flask import Flask, current_app

from domain import attempts, clock, journal, once
from domain.alerts import delivering as alerts
from domain.alerts import tips
from domain.catalogue import importing as listing_sheets
from domain.catalogue.rental import days as rental_days
from domain.complaints import actions as complaints
from domain.db import media_keys
from domain.inputs import actions as inputs
from domain.knowledge import queries as library
from domain.outbreaks import actions as outbreaks
from domain.oversight import actions as oversight
from domain.papers import signed
from domain.people.vendors import importing as vendor_sheets
from domain.people.vendors import reminding
from domain.purchases import actions as purchases
from domain.purchases.quotes import due as quotes
from domain.spreadsheets import actions as spreadsheets
from domain.writing import write
from ops.alerts import send_due, tell
from ops.sealing import seal_papers
from ops.weather import refresh_weather
from web.tables import kept_files
from web.uploads import files, gallery, media

log = logging.getLogger(__name__)
Job = Callable[[], None]
BEAT = "jobs.beat"


def note_journal_head() -> None:
    """Append moment, number and hash of the newest journal entry to heads.log."""
    seq, value = journal.head()
    with (current_app.config["SETTINGS"].data / "heads.log").open("a") as lines:
        lines.write(f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {seq} {value}\n")


def forget_old() -> None:
    """Keys and alerts after 90 days, attempts after two, who had a case open after ten minutes."""
    with write():
        alerts.sweep()
        complaints.sweep_marks()
        once.sweep()
        attempts.sweep()


def beat() -> None:
    """Leave a mark that jobs run; /readyz tells its age."""
    (current_app.config["SETTINGS"].data / BEAT).touch()


def seal() -> None:
    """PDFs of papers issued since; whoever waits for a new one does not stand behind a backlog."""
    seal_papers(newest_first=True)


def move_what_is_due() -> None:
    """Clocks of complaints, deadlines of purchases and of requests for quotation, days baskets hold, inputs nobody fetched."""
    complaints.run_due_clocks()
    purchases.run_due()
    quotes.run_due()
    rental_days.release_expired()
    inputs.run_due()


def make_pictures() -> None:
    """Small renditions of photos everybody may see."""
    gallery().make_wanted()


def sweep_media() -> None:
    """Files no row names, older than a day: photos of forms nobody finished, and what was replaced."""
    swept = media().sweep(media_keys()) + files().sweep(library.file_keys() | signed.file_keys())
    log.info("media: %d files swept", swept)


def sweep_imports() -> None:
    """Tables somebody had examined and did not confirm within a day."""
    kept_files().sweep()


def count_outbreaks() -> None:
    """Suspicions of this week and the last, for a human to decide on."""
    outbreaks.look_for_outbreaks()


def count_promises() -> None:
    """The public promise meter, out of the journal."""
    oversight.count_promises()


def ask_weather() -> None:
    """Forecasts of villages that are due, where the server may ask."""
    if current_app.config["SETTINGS"].asks_weather:
        refresh_weather()


def import_sheets() -> None:
    """Spreadsheets of vendors and of goods: check what came in, write what somebody said yes to."""
    spreadsheets.work([vendor_sheets.KIND, listing_sheets.KIND])


def remind_vendors() -> None:
    """Papers of vendors that end soon, on the region's days."""
    reminding.remind()


def remind_of_promises() -> None:
    """Cases whose promised time is half over, or nearly over."""
    complaints.remind()


def tell_of_tips() -> None:
    """This week's tips, once."""
    tips.note_week()


def tell_people() -> None:
    """What is new in the journal, to whom it concerns."""
    tell()


def send_alerts() -> None:
    """Alerts that are due, by the channels this server has."""
    done = send_due()
    if done:
        log.info("alerts: %s", ", ".join(f"{count} {word}" for word, count in sorted(done.items())))


EVERY_MINUTE: list[Job] = [
    beat,
    seal,
    make_pictures,
    move_what_is_due,
    import_sheets,
    remind_of_promises,
]
OUTSIDE: list[Job] = [
    tell_people,
    send_alerts,
]  # beside the others: whoever is slow out there delays none of them
EVERY_HOUR: list[Job] = [
    note_journal_head,
    forget_old,
    sweep_media,
    sweep_imports,
    count_outbreaks,
    count_promises,
    ask_weather,
    remind_vendors,
    tell_of_tips,
]


def run_due(app: Flask, jobs: list[Job]) -> int:
    """Run each job in its own context; one that fails is logged and does not stop the others."""
    failed = 0
    for job in jobs:
        with app.app_context():
            try:
                job()
            except Exception:
                failed += 1
                log.exception("job %s failed", job.__name__)
    return failed
