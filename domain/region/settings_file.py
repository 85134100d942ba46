"""Reads `region.toml` into its sections, collecting every fault with its line."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from domain.region.faults import Fault
from domain.region.settings import SECTIONS

FILE = "region.toml"
_WORDS = {str: "teks di antara tanda kutip", int: "bilangan bulat tanpa tanda kutip", bool: "true atau false"}


class Settings:
    """The sections that could be read, the faults, and where each key stands."""

    def __init__(self, path: Path):
        self.file = str(path)
        self.sections: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.lines: dict[tuple[str, str], int] = {}

    def blame(self, section: str, key: str, sentence: str) -> None:
        line = self.lines.get((section, key)) or self.lines.get((section, ""), 0)
        name = f"{section}.{key}" if key else section
        self.faults.append(Fault(self.file, line, f"{name}: {sentence}"))


def read_settings(folder: Path) -> Settings:
    settings = Settings(folder / FILE)
    raw = _parse(folder / FILE, settings)
    if raw is None:
        return settings
    for name in raw.keys() - SECTIONS.keys():
        settings.blame(name, "", "bagian ini tidak dikenal")
    for name, kind in SECTIONS.items():
        if not isinstance(raw.get(name), dict):
            settings.blame(name, "", f"bagian [{name}] tidak ada")
        else:
            _read_section(settings, name, kind, raw[name])
    return settings


def _parse(path: Path, settings: Settings) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8")
        settings.lines = _places(text)
        return tomllib.loads(text)
    except FileNotFoundError:
        settings.faults.append(Fault(str(path), 0, "berkas ini tidak ada"))
    except UnicodeDecodeError:
        settings.faults.append(Fault(str(path), 0, "bukan UTF-8; simpan ulang sebagai UTF-8"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        settings.faults.append(Fault(str(path), line, "tulisan TOML salah; periksa tanda kutip dan tanda ="))
    return None


def _places(text: str) -> dict[tuple[str, str], int]:
    places: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
            section = header[1]
            places[section, ""] = number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            places.setdefault((section, key[1]), number)
            places.setdefault((key[1], ""), number)  # a value where a section should be
    return places


def _read_section(settings: Settings, name: str, kind: type, raw: dict[str, Any]) -> None:
    hints = get_type_hints(kind)
    wanted = [column.name for column in fields(kind)]
    before = len(settings.faults)
    for key in raw.keys() - set(wanted):
        settings.blame(name, key, "tidak dikenal")
    values = {}
    for key in wanted:
        if key not in raw:
            settings.blame(name, key, "belum diisi")
        elif sentence := _unlike(raw[key], hints[key]):
            settings.blame(name, key, sentence)
        else:
            values[key] = _as(raw[key], hints[key])
    if len(settings.faults) == before:
        settings.sections[name] = kind(**values)


def _unlike(value: Any, kind: Any) -> str:
    """Why the value is not of the kind, or nothing. Numbers of a region are never below zero."""
    if kind == tuple[int, ...]:
        good = isinstance(value, list) and value and all(type(part) is int and part > 0 for part in value)
        return "" if good else "harus daftar bilangan, misalnya [50, 80, 100]"
    if type(value) is not kind:
        return f"harus {_WORDS[kind]}"
    if kind is bool:
        return ""
    if value in ("", 0) or (kind is int and value < 0):
        return "tidak boleh kosong" if kind is str else "harus lebih dari 0"
    return ""


def _as(value: Any, kind: Any) -> Any:
    return tuple(value) if kind == tuple[int, ...] else kind(value)
