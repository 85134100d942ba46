"""CPU of requests in this process and, on PostgreSQL, in the server's process that answers it."""

import gc
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Engine, event, text
from werkzeug.test import Client, TestResponse

ENCODING = {"Accept-Encoding": "br"}


class Cost(NamedTuple):
    """Milliseconds of CPU a request (median of the alternations), bytes of one body, SQL statements."""

    cpu: float
    body: int
    wire: int
    statements: int


class Subject:
    """One application with its engine, asked for addresses as one visitor."""

    def __init__(self, name: str, app: Flask, engine: Engine, addresses: Iterable[str], cookie: str = ""):
        self.name, self.engine = name, engine
        self.addresses = list(addresses)
        self.client = Client(app, use_cookies=False)
        self.headers = ENCODING | ({"Cookie": cookie} if cookie else {})
        self.samples: list[float] = []

    def ask(self, at: int = 0, **headers: str) -> TestResponse:
        address = self.addresses[at % len(self.addresses)]
        answer = self.client.get(address, headers=self.headers | headers)
        if answer.status_code != 200:
            raise SystemExit(f"{self.name}: {address} answered {answer.status_code}")
        return answer

    def sample(self, requests: int) -> None:
        """One alternation: so many requests after each other."""
        gc.collect()
        before = self._cpu()
        for at in range(requests):
            self.ask(at)
        self.samples.append((self._cpu() - before) * 1000 / requests)

    def cost(self) -> Cost:
        seen: list[str] = []

        def count(_connection, _cursor, statement: str, *_more) -> None:
            seen.append(statement)

        event.listen(self.engine, "before_cursor_execute", count)
        wire = len(self.ask().data)
        event.remove(self.engine, "before_cursor_execute", count)
        plain = len(self.ask(**{"Accept-Encoding": "identity"}).data)
        return Cost(median(self.samples), plain, wire, len([each for each in seen if _asks(each)]))

    def _cpu(self) -> float:
        """Seconds of CPU spent so far, the database's process included. One connection is in use."""
        return time.process_time() + self._server()

    def _server(self) -> float:
        if self.engine.dialect.name != "postgresql":
            return 0.0
        with self.engine.connect() as connection:
            process = connection.scalar(text("SELECT pg_backend_pid()"))
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


class Kept(Subject):
    """The same application with pages kept as long as nothing happens, as it runs in earnest."""

    def __init__(self, name: str, app: Flask, *more: Any, **other: Any):
        super().__init__(name, app, *more, **other)
        self.app = app

    def ask(self, at: int = 0, **headers: str) -> TestResponse:
        self.app.config["KEEP_PAGES"] = True
        try:
            return super().ask(at, **headers)
        finally:
            self.app.config["KEEP_PAGES"] = False


def _asks(statement: str) -> bool:
    """Whether it reaches for rows: opening a transaction is counted apart."""
    return not statement.startswith(("BEGIN", "PRAGMA"))


def alternate(subjects: list[Subject], requests: int, times: int) -> None:
    """Measure in turns, so that a busy moment of the machine falls on all of them alike."""
    for subject in subjects:
        for at in range(min(requests, 2 * len(subject.addresses))):
            subject.ask(at)
    for _ in range(times):
        for subject in subjects:
            subject.sample(requests)
