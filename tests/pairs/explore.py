"""Walks a small world from its draft to every end, and at each state lets two people act in every order.

A step is two moves: reading the screen (and with it the version), and writing. Of two steps there are six orders
of these four moves; those that differ only in which of two reads came first look alike, so four are run:
each step whole before the other, and both read before either writes. Everything happens in one outer transaction,
sessions of their own beside each other; savepoints take the world back to where two roads part.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unittest.mock import patch

from sqlalchemy import Connection

from domain.db import db, writing
from domain.errors import RuleBroken
from domain.people.rules import Role
from domain.purchases.models import Purchase
from domain.purchases.states import State
from tests.pairs.holding import Rows, broken, rows_of, told
from tests.pairs.worlds import Bounds, Step, World


@dataclass
class Found:
    """What was walked, and everything that did not hold."""

    states: int = 0
    steps: int = 0
    pairs: int = 0
    orders: int = 0
    refused: int = 0
    states_seen: set[State] = field(default_factory=set)
    verbs_done: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.states + other.states, self.steps + other.steps, self.pairs + other.pairs,
            self.orders + other.orders, self.refused + other.refused, self.states_seen | other.states_seen,
            self.verbs_done | other.verbs_done, self.violations + other.violations,
        )  # fmt: skip

    def __str__(self) -> str:
        return (
            f"{self.states:,} keadaan, {self.steps:,} langkah, {self.pairs:,} pasangan langkah, "
            f"{self.orders:,} urutan, {self.refused:,} ditolak tanpa bekas: {len(self.violations)} pelanggaran"
        )


def explore(bounds: Bounds) -> Found:
    """Walk one world, and leave no trace of it. In an app context, on a database without purchases."""
    walk = Walk()
    with walk.held():
        walk.begin(World(bounds))
        walk.from_here(())
    return walk.found


class Walk:
    """One world being walked, depth first; `who` names the session that acts."""

    world: World
    connection: Connection

    def __init__(self) -> None:
        self.found, self.who = Found(), "first"
        self.seen: set[Any] = set()
        self.stock: dict[int, int] = {}

    def begin(self, world: World) -> None:
        self.world = world
        self.stock = {row["id"]: row["stock"] for row in rows_of(self.connection)["listing"]}

    @contextmanager
    def held(self) -> Iterator[None]:
        """All sessions share one transaction that is given up at the end."""
        db.session.remove()
        token = writing.set(True)
        self.connection = db.engine.connect()
        outer = self.connection.begin()
        writing.reset(token)
        options = db.session.session_factory.kw
        binding = patch.object(
            db.session.session_factory.class_, "get_bind", lambda *_args, **_how: self.connection
        )
        with (
            patch.dict(options, {"join_transaction_mode": "create_savepoint"}),
            patch.object(db.session.registry, "scopefunc", lambda: self.who),
            binding,
        ):
            yield
            self._forget_sessions()
        outer.rollback()
        self.connection.close()

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """What happens inside leaves nothing behind."""
        point = self.connection.begin_nested()
        try:
            yield
        finally:
            self._forget_sessions()
            point.rollback()

    def _forget_sessions(self) -> None:
        for session in list(db.session.registry.registry.values()):
            session.close()
        db.session.registry.registry.clear()

    def from_here(self, path: tuple[str, ...]) -> None:
        """Every step and every pair of steps from the present state, then on to states not seen yet."""
        page, signature, steps = self._look()
        self.seen.add(signature)
        self.found.states += 1
        if self.found.states % 100 == 0:
            print(f"  … {self.found}", flush=True)
        self.found.states_seen.add(page.state)
        state = page.state
        for first in steps:
            with self.taken_back():
                self._step_and_others(path, state, first, steps)

    def _step_and_others(self, path: tuple[str, ...], state: State, first: Step, steps: list[Step]) -> None:
        """`first` is taken; before it everybody else read the same screen, after it they write."""
        before = rows_of(self.connection)
        screens = [self._screen(f"beside {n}", self._other(first, step)) for n, step in enumerate(steps)]
        own = self._screen("first", first)
        if not self._write(own, state):
            self._check_no_trace(before, (*path, first.name))
            return
        self.found.steps += 1
        self.found.verbs_done.add(first.verb)
        here = (*path, first.name)
        after = self._check(here)
        self.found.pairs += len(screens)
        self.found.orders += 2 * len(screens)
        for screen in screens:
            self._write_from_an_old_screen(screen, state, after, here)
            self._write_from_a_new_screen(screen.step, here)
        self._one_person_in_both(first, here)
        if self._look()[1] not in self.seen:
            self.from_here(here)

    def _other(self, first: Step, step: Step) -> Step:
        """The second actor is another person, also where both wear the same hat."""
        return step._replace(actor=self.world.twins[step.actor.hat]) if step.actor == first.actor else step

    def _write_from_an_old_screen(self, screen: "Screen", state: State, after: Rows, here: tuple) -> None:
        """Both had read; the other one wrote. A person is refused, the clock asks again by itself."""
        with self.taken_back():
            done = self._write(screen, state)
            path = (*here, f"{screen.step.name} dari layar lama")
            if not done:
                self._check_no_trace(after, path)
            elif screen.version is not None:
                self.found.violations.append(f"{' > '.join(path)}: layar lama diterima")
            else:
                self._check(path)

    def _write_from_a_new_screen(self, step: Step, here: tuple[str, ...]) -> None:
        """The first one was done before the second one looked: as lawful as any step, or refused."""
        with self.taken_back():
            before = rows_of(self.connection)
            screen = self._screen("second", step)
            path = (*here, step.name)
            if self._write(screen, screen.state):
                self._check(path)
            else:
                self._check_no_trace(before, path)

    def _one_person_in_both(self, first: Step, here: tuple[str, ...]) -> None:
        """The same person puts on another hat for the next step: let through only where duties may meet."""
        for step in self._look()[2]:
            if step.actor.hat is first.actor.hat or None in (step.actor.person_id, first.actor.person_id):
                continue
            both = step._replace(actor=step.actor._replace(person_id=first.actor.person_id))
            self.found.orders += 1
            self._write_from_a_new_screen(both, (*here, "orang yang sama"))

    def _read(self, who: str) -> Purchase:
        """The page as a session of its own reads it; what was read stays in its hands, however old it grows."""
        self.who = who
        session = db.session()
        session.expire_on_commit = False
        page = self.world.page()
        session.commit()
        return page

    def _look(self) -> tuple[Purchase, Any, list[Step]]:
        """The page, what tells this state from others, and every step it offers."""
        page = self._read("looker")
        signature, steps = self.world.signature(page), self.world.steps(page)
        db.session.commit()
        return page, signature, steps

    def _screen(self, who: str, step: Step) -> "Screen":
        page = self._read(who)
        with self.world.clock_at(page.state, step.actor):
            decided = step.decide(page)
        db.session.commit()
        version = None if step.actor.hat is Role.SYSTEM else page.version
        return Screen(who, step, page.state, version, decided)

    def _write(self, screen: "Screen", state: State) -> bool:
        """Whether it was done; False when a rule refused it, or the clock found nothing due."""
        self.who = screen.who
        session = db.session()
        session.expire_on_commit = True
        session.begin()  # as in a request, the read is still open until the write block ends it
        try:
            done = self.world.take(screen.step, screen.version, screen.decided, state)
        except RuleBroken:
            done = False
        finally:
            session.rollback()
        self.found.refused += not done
        return done

    def _check(self, path: tuple[str, ...]) -> Rows:
        """All that must hold holds; returns the rows as they stand."""
        rows = rows_of(self.connection)
        for problem in broken(rows, told(self.connection), self.stock):
            self.found.violations.append(f"{' > '.join(path)}: {problem}")
        return rows

    def _check_no_trace(self, before: Rows, path: tuple[str, ...]) -> None:
        if rows_of(self.connection) != before:
            self.found.violations.append(f"{' > '.join(path)}: ditolak, tetapi ada yang berubah")


class Screen(NamedTuple):
    """What somebody saw and decided: the session that read it, the version shown, what would be sent."""

    who: str
    step: Step
    state: State
    version: int | None
    decided: dict[str, Any]
