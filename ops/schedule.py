"""When jobs run. huey only schedules; each job reads what is due from the database itself.

Started by run.sh as `huey_consumer ops.schedule.huey`; its queue is a file of its own.
"""

from huey import SqliteHuey, crontab

from app import create_app
from ops import jobs

app = create_app()
huey = SqliteHuey(filename=str(app.config["SETTINGS"].data / "jobs.sqlite"))


@huey.periodic_task(crontab(minute="*"))
def every_minute() -> None:
    jobs.run_due(app, jobs.EVERY_MINUTE)


@huey.periodic_task(crontab(minute="7"))
def every_hour() -> None:
    jobs.run_due(app, jobs.EVERY_HOUR)
