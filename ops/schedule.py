"""When jobs run. huey only schedules; each job reads what is due from the database itself."""

from flask import Flask
from huey import SqliteHuey, crontab
from huey.consumer import Consumer

from ops import jobs


def work(app: Flask) -> None:
    """Run jobs on their schedule until told to stop. The queue is a file of its own in the data folder."""
    huey = SqliteHuey(filename=str(app.config["SETTINGS"].data / "jobs.sqlite"))

    @huey.periodic_task(crontab(minute="*"))
    def every_minute() -> None:
        jobs.run_due(app, jobs.EVERY_MINUTE)

    @huey.periodic_task(crontab(minute="7"))
    def every_hour() -> None:
        jobs.run_due(app, jobs.EVERY_HOUR)

    jobs.run_due(app, jobs.EVERY_MINUTE)
    Consumer(huey, workers=1, periodic=True).run()
