"""The write block: the only way to change rows, and the only commit.

Read the body, check shapes, hash and store files first; then `with write():` re-read, ask the
rules, act; leave the block; then render. Nothing external happens inside.
"""

import errno
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from domain import journal
from domain.db import db, writing
from domain.errors import StorageFull
from domain.sentences import source_language

_reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)
_lock_file: Path | None = None


class MayNotWrite(Exception):
    """A write block was opened where none may be: in a GET, or inside another one."""


def use_lock_file(file: Path | None) -> None:
    """Queue writers on this file before they reach SQLite. None on PostgreSQL."""
    global _lock_file
    _lock_file = file


@contextmanager
def reading_only() -> Iterator[None]:
    """Inside, `write()` raises MayNotWrite: a GET cannot change anything."""
    token = _reading_only.set(True)
    try:
        yield
    finally:
        _reading_only.reset(token)


def let_go() -> None:
    """End the read before slow work (a body, a hash, a picture), so that no connection waits for it."""
    db.session.rollback()


@contextmanager
def write() -> Iterator[None]:
    """One transaction that may change rows. Commits at the end, or leaves no trace. Inside, everything is said in
    the language of the source: what is kept is the same whoever asked.

    Raises MayNotWrite inside `reading_only()` or another `write()`, StorageFull when the disk is full.
    """
    if _reading_only.get():
        raise MayNotWrite("A GET or HEAD cannot write.")
    if writing.get():
        raise MayNotWrite("Write blocks do not nest.")
    db.session.rollback()  # rows read before are read anew
    with _told_when_full(), _turn(), source_language():
        token = writing.set(True)
        try:
            yield
            journal.seal()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            journal.forget()
            raise
        finally:
            writing.reset(token)


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except Exception as problem:
        if is_full(problem):
            raise StorageFull from problem
        raise


def is_full(problem: BaseException) -> bool:
    """Whether this failure says that there is no room left: of the disk, of SQLite or of PostgreSQL (53100)."""
    if isinstance(problem, DBAPIError):
        told = problem.orig
        return getattr(told, "sqlstate", None) == "53100" or "database or disk is full" in str(told)
    return isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def _queue(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _turn():
    return nullcontext() if _lock_file is None else _queue(_lock_file)
