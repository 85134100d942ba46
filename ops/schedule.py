"""When jobs run. huey only schedules; each job reads what is due from the database itself."""

from collections.abc import Callable
from threading import Lock

from flask import Flask
from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from ops import jobs

WORKERS = 3  # the house's own jobs, what goes outside, and an hour's jobs that wait for the minute's


def work(app: Flask) -> None:
    """Run jobs on their schedule until told to stop. The queue is a file of its own in the data folder."""
    huey = SqliteHuey(filename=str(app.config["SETTINGS"].data / "jobs.sqlite"))
    inside, outside = Lock(), Lock()

    @huey.periodic_task(crontab(minute="*"))
    def every_minute() -> None:
        unless_busy(inside, lambda: jobs.run_due(app, jobs.EVERY_MINUTE))

    @huey.periodic_task(crontab(minute="*"))
    def tell_and_send() -> None:
        unless_busy(outside, lambda: jobs.run_due(app, jobs.OUTSIDE))

    @huey.periodic_task(crontab(minute="7"))
    def every_hour() -> None:
        with inside:
            jobs.run_due(app, jobs.EVERY_HOUR)

    jobs.run_due(app, jobs.EVERY_MINUTE)
    Consumer(huey, workers=WORKERS, periodic=True).run()


def unless_busy(lock: Lock, act: Callable[[], object]) -> bool:
    """Run `act` unless the last run still goes on: a gateway may hang for longer than a minute. Whether it ran."""
    if not lock.acquire(blocking=False):
        return False
    try:
        act()
    finally:
        lock.release()
    return True
