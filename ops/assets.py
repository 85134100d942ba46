"""The stylesheet, the script and the drawings, built at set-up: `python -m ops.assets build`.

htmx comes out of a pinned, hash-checked wheel into static/vendor/, is bundled with our own script,
and the files land in static/build/ under the hash of their text, compressed once. Nothing happens
when nothing changed. Scripts say `_("words")`: every language gets its own, with its words put in here.
"""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import brotli

from ops import translations
from web import icons
from web.language import COOKIE

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements-assets.txt"
IN_WHEEL = "django_htmx/static/django_htmx/htmx-2.min.js"
HTMX = "htmx-2.min.js"
# scripts of some pages, beside the bundle, each made of one or more of static/<name>.js
ASIDE = {
    "report": ("report",),
    "draw": ("draw",),
    "desk": ("desk",),
    "alerts": ("alerts",),
    "progress": ("progress",),
    "outbox": ("sending", "outbox", "draft"),
    "saved": ("saved",),
    "alone": ("app", "alone", "report", "sending", "outbox", "draft"),
}
BUNDLE = ("app", "whole")  # behind htmx
WORKER = ("sending", "sw", "told")
HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"
BUILT = ("css", "js", "svg", *ASIDE, "sw")
LATE, WIDE = "/* ==== late", "/* ==== wide"
CLASS = re.compile(r"\.([a-z][a-z0-9-]*)(?=[^{}]*\{)")
OFFLINE = "/luring"
BUILT_PLACE = re.compile(r"built:([a-z]+)")
ICON_PLACE = re.compile(r'"icon:([a-z]+)"')
WORDS_INSIDE = re.compile(r'\$\{_\("((?:[^"\\]|\\.)*)"\)\}')  # in a template literal
ICON_PATH = re.compile(r'<symbol id="([a-z]+)"[^>]*><path d="([^"]+)"')


class CannotBuild(Exception):
    """The assets cannot be built. The message says what to do."""


def build(static: Path = ROOT / "static") -> dict[str, Any]:
    """Build what changed and return the manifest: names of `css`, `js`, `svg` and those ASIDE, and the style that is
    inlined on a first visit with its policy hash.
    """
    manifest = static / "build" / "manifest.json"
    catalogues = translations.compiled()
    inputs = _inputs(static)
    known = json.loads(manifest.read_text()) if manifest.exists() else {}
    if known.get("inputs") == inputs and _complete(manifest.parent, known):
        return known
    htmx = _htmx(static / "vendor")
    style = (static / "app.css").read_text(encoding="utf-8")
    inline = squeeze_style(early(style))
    made: dict[str, Any] = {
        "svg": _write(manifest.parent, icons.sheet(static), "svg"),
        "css": _write(manifest.parent, squeeze_style(style), "css"),
        "inline": inline,
        "late": late_classes(style),
        "inline_hash": "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode(),
        "inputs": inputs,
    }
    shared = {**made}
    made |= _scripts(static, htmx, {**shared, "version": inputs[:12], "offline": OFFLINE}, {})
    made["languages"] = {
        code: _scripts(static, htmx, {**shared, **_own(inputs, code)}, said)
        for code, said in catalogues.items()
    }
    manifest.write_text(json.dumps(made, indent=1) + "\n")
    _sweep(manifest.parent, made)
    return made


def _scripts(static: Path, htmx: str, made: dict[str, Any], said: dict[str, str]) -> dict[str, str]:
    """The names of all scripts in one language. `made` is what they may name: files, version, offline."""
    folder, made = static / "build", dict(made)
    for name, parts in ASIDE.items():
        made[name] = _write(folder, with_words(_script(static, parts), said), "js", name)
    bundle = with_words(with_built(_script(static, BUNDLE), made), said)
    made["js"] = _write(folder, htmx + "\n" + bundle, "js")
    made["sw"] = _write(folder, with_words(with_built(_script(static, WORKER), made), said), "js", "sw")
    return {name: made[name] for name in (*ASIDE, "js", "sw", "version")}


def _own(inputs: str, code: str) -> dict[str, str]:
    """What the worker of another language calls its shell, and its page without signal."""
    return {"version": f"{inputs[:12]}-{code}", "offline": f"{OFFLINE}?{COOKIE}={code}"}


def with_words(script: str, said: dict[str, str]) -> str:
    """Put the words of a language where the script says `_("…")`; in a template literal without any quotes."""

    def told(found: re.Match[str]) -> str:
        words = found[1].replace('\\"', '"')
        return said.get(words) or words

    script = WORDS_INSIDE.sub(told, script)
    return translations.SCRIPT_WORDS.sub(lambda found: json.dumps(told(found), ensure_ascii=False), script)


def squeeze_style(text: str) -> str:
    """CSS without comments and the space nobody reads. Text between quotes is left alone."""
    pieces = re.split(r'("[^"]*")', re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    for at in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[at])
        piece = re.sub(r" ?([{};>,]) ?", r"\1", piece)
        pieces[at] = piece.replace(": ", ":").replace(";}", "}")
    return "".join(pieces).strip()


def early(style: str) -> str:
    """The part of the stylesheet that a first page carries: everything before the mark."""
    return style.partition(LATE)[0]


def late_classes(style: str) -> list[str]:
    """Classes a phone meets only in the late part: a page that uses one needs the whole sheet at once."""
    before, _mark, behind = style.partition(LATE)
    late = behind.partition(WIDE)[0]
    return sorted(set(CLASS.findall(late)) - set(CLASS.findall(before)))


def squeeze_script(text: str) -> str:
    """JavaScript without whole-line comments, indentation and empty lines; the code itself is untouched."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def with_icons(script: str, static: Path) -> str:
    """Put the drawn path where the script says "icon:name". KeyError for an unknown icon."""
    paths = dict(ICON_PATH.findall((static / "icons.svg").read_text(encoding="utf-8")))
    return ICON_PLACE.sub(lambda found: json.dumps(paths[found[1]]), script)


def with_built(script: str, made: dict[str, Any]) -> str:
    """Put the address of a built file, or the version, where the script says "built:name". KeyError for an unknown one."""

    def put(found: re.Match[str]) -> str:
        name = found[1]
        return made[name] if name in ("version", "offline") else f"/static/build/{made[name]}"

    return BUILT_PLACE.sub(put, script)


def _inputs(static: Path) -> str:
    digest = hashlib.sha256(HTMX_SHA256.encode())
    parts = dict.fromkeys(part for parts in (BUNDLE, *ASIDE.values(), WORKER) for part in parts)
    names = ("app.css", *(f"{part}.js" for part in parts), "icons.svg", "pics.svg")
    catalogues = translations.languages().values()
    for path in (*(static / name for name in names), *catalogues, Path(icons.__file__), Path(__file__)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _complete(folder: Path, known: dict[str, Any]) -> bool:
    return all(
        (folder / (names.get(kind, "missing") + ending)).exists()
        for names in (known, *({**known, **own} for own in known.get("languages", {}).values()))
        for kind in BUILT
        for ending in ("", ".br", ".gz")
    )


def _script(static: Path, parts: tuple[str, ...]) -> str:
    """Our own files one after the other, squeezed, with the icons they name."""
    texts = [squeeze_script((static / f"{part}.js").read_text(encoding="utf-8")) for part in parts]
    return with_icons("".join(texts), static)


def _write(folder: Path, text: str, kind: str, of: str = "app") -> str:
    """Write <of>.<hash>.<kind> with its compressed siblings; returns the name."""
    folder.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    name = f"{of}.{hashlib.sha256(content).hexdigest()[:12]}.{kind}"
    (folder / f"{name}.br").write_bytes(brotli.compress(content, quality=11))
    (folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    (folder / name).write_bytes(content)
    return name


def _sweep(folder: Path, made: dict[str, Any]) -> None:
    """Keep the files of this build only."""
    kept = {names[kind] for names in (made, *made["languages"].values()) for kind in BUILT if kind in names}
    for path in folder.glob("*.*.*"):
        if not path.name.startswith(tuple(kept)):
            path.unlink()


def _htmx(vendor: Path) -> str:
    path = vendor / HTMX
    if not path.exists() or not _genuine(path.read_bytes()):
        content = _out_of_the_wheel()
        if not _genuine(content):
            raise CannotBuild(f"{IN_WHEEL} is not the file whose hash is pinned in ops/assets.py.")
        vendor.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path.read_text(encoding="utf-8")


def _genuine(content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == HTMX_SHA256


def _out_of_the_wheel() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        pip += ["--only-binary=:all:", "--require-hashes", "-r", str(REQUIREMENTS), "-d", folder]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            raise CannotBuild(
                "htmx could not be fetched from the Python package index. Is there a network? Try again, or put "
                f"htmx 2.0.10 (htmx.min.js) by hand into static/vendor/{HTMX}.\n{done.stderr.strip()[-400:]}"
            )
        with zipfile.ZipFile(wheels[0]) as wheel:
            return wheel.read(IN_WHEEL)


def main(arguments: list[str]) -> int:
    if arguments != ["build"]:
        print("usage: python -m ops.assets build", file=sys.stderr)
        return 2
    try:
        made = build()
    except CannotBuild as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"assets: {made['css']} {made['js']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
