"""One settings object, read from the environment once. Production unless told otherwise."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

Mode = Literal["production", "demo", "test"]
ROOT = Path(__file__).resolve().parent
SHORTEST_SECRET = 32


class Misconfigured(Exception):
    """The environment does not describe a safe server. The message says what to set."""


PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)


@dataclass(frozen=True)
class Channels:
    """How alerts leave this server; a channel whose first value is empty is not there. See docs/channels.md.

    `push_hosts` are the push services browsers may name (".name": everything below it).
    """

    push_key: str = ""
    push_contact: str = ""
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    smtp_url: str = ""
    smtp_from: str = ""
    sms_url: str = ""
    sms_token: str = ""
    whatsapp_url: str = ""
    whatsapp_token: str = ""

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Channels":
        """Read and check what LUMBUNG_* says about channels. Raises Misconfigured."""
        said = {name: env.get(f"LUMBUNG_{name.upper()}", "") for name in cls.__dataclass_fields__}
        hosts = tuple(said.pop("push_hosts").split()) or PUSH_HOSTS
        for name, needed in CHANNEL_NEEDS:
            if said[name] and not said[needed]:
                raise Misconfigured(f"LUMBUNG_{name.upper()} needs LUMBUNG_{needed.upper()} too.")
        if said["push_contact"] and not said["push_contact"].startswith(("mailto:", "https:")):
            raise Misconfigured("LUMBUNG_PUSH_CONTACT: mailto:… or https://…")
        for name in ("sms_url", "whatsapp_url"):
            if said[name] and not said[name].startswith(
                ("https://", "http://127.0.0.1:", "http://localhost:")
            ):
                raise Misconfigured(f"LUMBUNG_{name.upper()}: https://…, or a gateway on this machine.")
        return cls(push_hosts=hosts, **said)


CHANNEL_NEEDS = (
    ("push_key", "push_contact"),
    ("smtp_url", "smtp_from"),
    ("sms_url", "sms_token"),
    ("whatsapp_url", "whatsapp_token"),
)


@dataclass(frozen=True)
class Settings:
    """What differs between two servers of the same code.

    `database_url` is SQLite in the data folder unless LUMBUNG_DATABASE_URL names PostgreSQL.
    `public_url` is what QR codes lead to. `asks_weather`: forecasts are fetched (LUMBUNG_WEATHER=off stops it).
    `dictionary`: repeat pages travel as differences where the browser can (LUMBUNG_DICTIONARY=on).
    `proxy_hops` is how many proxies of ours stand in front (0: none may be trusted).
    """

    mode: Mode
    secret: str
    data: Path
    database_url: str
    region: Path
    proxy_hops: int = 0
    threads: int = 32
    public_url: str = "http://127.0.0.1:8000"
    asks_weather: bool = False
    channels: Channels = Channels()
    dictionary: bool = False

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check LUMBUNG_*. Raises Misconfigured."""
        mode = env.get("LUMBUNG_MODE", "production")
        if mode not in ("production", "demo", "test"):
            raise Misconfigured(f"LUMBUNG_MODE={mode!r}: use production, demo or test.")
        data = Path(env.get("LUMBUNG_DATA", ROOT / ".data")).resolve()
        data.mkdir(parents=True, exist_ok=True)
        return cls(
            mode=cast(Mode, mode),
            secret=_secret(env, mode, data),
            data=data,
            database_url=env.get("LUMBUNG_DATABASE_URL", f"sqlite:///{data}/lumbung.sqlite"),
            region=_region(env),
            proxy_hops=_number(env, "LUMBUNG_PROXY_HOPS", 0),
            threads=_number(env, "LUMBUNG_THREADS", 32),
            channels=Channels.from_environment(env),
            asks_weather=env.get("LUMBUNG_WEATHER", "on") != "off",
            dictionary=env.get("LUMBUNG_DICTIONARY", "off") == "on",
            public_url=env.get("LUMBUNG_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        )


def _secret(env: Mapping[str, str], mode: str, data: Path) -> str:
    given = env.get("LUMBUNG_SECRET", "")
    if mode == "production":
        if len(given) < SHORTEST_SECRET or len(set(given)) < 10:
            raise Misconfigured(
                "LUMBUNG_SECRET is missing or too simple for production. "
                'Set one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return given
    return given or _kept_secret(data / "secret")


def _kept_secret(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def _region(env: Mapping[str, str]) -> Path:
    """The region named, or the only one there is."""
    if "LUMBUNG_REGION" in env:
        return Path(env["LUMBUNG_REGION"])
    packs = sorted(folder for folder in (ROOT / "regions").iterdir() if folder.is_dir())
    if len(packs) != 1:
        raise Misconfigured(f"LUMBUNG_REGION: name one of {[str(pack) for pack in packs]}.")
    return packs[0]


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal():
        raise Misconfigured(f"{name}={text!r}: a whole number is needed.")
    return int(text)
