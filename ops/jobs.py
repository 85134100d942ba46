"""Work outside a request: run by huey on a schedule, or at once by `flask jobs run-due`."""

from flask import current_app

from domain import clock, journal


def note_journal_head() -> None:
    """Append moment, number and hash of the newest journal entry to heads.log."""
    seq, value = journal.head()
    log = current_app.config["SETTINGS"].data / "heads.log"
    with log.open("a") as lines:
        lines.write(f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {seq} {value}\n")
