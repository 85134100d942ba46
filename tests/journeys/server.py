"""A demo server of one's own: filled once, then each run works on a copy. Started as a program, not imported."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def settings_for(data: Path) -> dict[str, str]:
    return os.environ | {"LUMBUNG_MODE": "demo", "LUMBUNG_DATA": str(data)}


def fill(data: Path) -> None:
    """The demo's data, which takes most of a minute."""
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "prepare"],
        cwd=ROOT, env=settings_for(data), check=True, capture_output=True,
    )  # fmt: skip


@contextlib.contextmanager
def serving(filled: Path, copy: Path) -> Iterator[str]:
    """The address of a server on a copy of the filled folder."""
    shutil.copytree(filled, copy, dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            Path(sys.executable).parent / "gunicorn", "-k", "gthread", "--threads", "8", "--graceful-timeout", "3",
            "-b", f"127.0.0.1:{port}", "app:create_app()",
        ],
        cwd=ROOT, env=settings_for(copy), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")
