import gzip
import hashlib
import json
import subprocess
import zipfile

import brotli
import pytest

from ops import assets

HTMX = b"var htmx=1;"


@pytest.fixture
def static(tmp_path, monkeypatch):
    """A small static folder beside a pretended htmx whose hash is pinned."""
    folder = tmp_path / "static"
    (folder / "vendor").mkdir(parents=True)
    (folder / "vendor" / assets.HTMX).write_bytes(HTMX)
    monkeypatch.setattr(assets, "HTMX_SHA256", hashlib.sha256(HTMX).hexdigest())
    (folder / "app.css").write_text("/* look */\np > a { color: red; }\n")
    (folder / "app.js").write_text('// ours\nlet bell = "icon:bell";\n')
    (folder / "report.js").write_text("// one page\nlet mic = 1;\n")
    (folder / "draw.js").write_text("let circle = 1;\n")
    for name in "alone alerts desk draft outbox progress saved sending told whole".split():
        (folder / f"{name}.js").write_text(f"let {name} = 1;\n")
    (folder / "sw.js").write_text('let files = ["built:version", "built:js"];\n')
    (folder / "icons.svg").write_text('<symbol id="bell" viewBox="0 0 24 24"><path d="M1 2"/></symbol>')
    (folder / "pics.svg").write_text('<symbol id="apel" viewBox="0 0 48 48"><path d="M3 4"/></symbol>')
    return folder


def test_it_writes_each_file_under_the_hash_of_its_text_in_three_encodings(static):
    made = assets.build(static)
    for kind, text in (
        ("css", b"p>a{color:red}"),
        ("js", b'var htmx=1;\nlet bell = "M1 2";\nlet whole = 1;\n'),
        ("report", b"let mic = 1;\n"),
        ("draw", b"let circle = 1;\n"),
        ("outbox", b"let sending = 1;\nlet outbox = 1;\nlet draft = 1;\n"),
    ):
        path = static / "build" / made[kind]
        assert path.read_bytes() == text
        assert hashlib.sha256(text).hexdigest()[:12] in made[kind]
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == text
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == text
    assert json.loads((static / "build" / "manifest.json").read_text()) == made


def test_the_worker_names_what_it_keeps_and_the_version(static):
    made = assets.build(static)
    text = (static / "build" / made["sw"]).read_text()
    assert (
        text
        == f'let sending = 1;\nlet files = ["{made["version"]}", "/static/build/{made["js"]}"];\nlet told = 1;\n'
    )


def test_a_script_that_names_an_unknown_file_stops_the_build(static):
    (static / "app.js").write_text('let a = "built:nothing";')
    with pytest.raises(KeyError):
        assets.build(static)


def test_it_does_nothing_when_nothing_changed(static, monkeypatch):
    made = assets.build(static)
    monkeypatch.setattr(assets, "_htmx", lambda _vendor: pytest.fail("built again"))
    assert assets.build(static) == made


@pytest.mark.parametrize("name", ["app.css", "app.js", "icons.svg", "report.js", "draw.js"])
def test_a_changed_input_is_built_and_the_old_file_goes(static, name):
    before = assets.build(static)
    path = static / name
    path.write_text(path.read_text().replace("red", "blue").replace("let", "const").replace("M1", "M9"))
    after = assets.build(static)
    changed = {"app.css": "css", "report.js": "report", "draw.js": "draw"}.get(name, "js")
    assert after[changed] != before[changed]
    assert not (static / "build" / before[changed]).exists()


def test_a_missing_compressed_file_is_made_again(static):
    path = static / "build" / (assets.build(static)["js"] + ".br")
    path.unlink()
    assets.build(static)
    assert path.exists()


def test_a_changed_htmx_is_refused(static, monkeypatch):
    (static / "vendor" / assets.HTMX).write_bytes(b"var evil=1;")
    monkeypatch.setattr(assets, "_out_of_the_wheel", lambda: b"var evil=2;")
    with pytest.raises(assets.CannotBuild, match="pinned"):
        assets.build(static)


def test_no_network_is_said_in_a_sentence(monkeypatch):
    answer = subprocess.CompletedProcess([], 1, "", "no route to host")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: answer)
    with pytest.raises(assets.CannotBuild, match="Is there a network"):
        assets._out_of_the_wheel()


def test_htmx_is_taken_out_of_the_wheel_pip_brings(monkeypatch):
    def bring(command, **_options):
        assert "--require-hashes" in command
        with zipfile.ZipFile(f"{command[-1]}/some.whl", "w") as wheel:
            wheel.writestr(assets.IN_WHEEL, HTMX)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", bring)
    assert assets._out_of_the_wheel() == HTMX


def test_squeezing_leaves_meaning_alone():
    style = 'a :focus { content: "✓ ; } , x"; width: calc(100% - 2px); }\n@media (min-width: 2rem) { p > a, b { margin: 0 } }'
    assert assets.squeeze_style(style) == (
        'a :focus{content:"✓ ; } , x";width:calc(100% - 2px)}@media (min-width:2rem){p>a,b{margin:0}}'
    )


def test_an_unknown_icon_stops_the_build(static):
    (static / "app.js").write_text('let a = "icon:nothing";')
    with pytest.raises(KeyError):
        assets.build(static)


def test_style_and_own_script_stay_within_their_bytes():
    folder = assets.ROOT / "static"
    style = assets.squeeze_style((folder / "app.css").read_text())
    script = assets.with_icons(assets.squeeze_script((folder / "app.js").read_text()), folder)
    assert len(brotli.compress(style.encode(), quality=5)) <= 5000
    assert len(brotli.compress(script.encode(), quality=11)) <= 3000


def test_the_bundle_stays_within_its_bytes():
    name = assets.build()["js"]
    assert (assets.ROOT / "static" / "build" / f"{name}.br").stat().st_size <= 18_000


def test_a_first_page_carries_the_early_part_and_knows_what_it_lacks():
    style = (
        ".a{x:y}/* ==== late */.b .a{x:y}@media (max-width:9rem){.c{x:y}}/* ==== wide */@media print{.d{x:y}}"
    )
    assert assets.early(style) == ".a{x:y}"
    assert assets.late_classes(style) == ["b", "c"]


def test_the_marks_stand_in_the_stylesheet():
    style = (assets.ROOT / "static" / "app.css").read_text()
    assert style.index(assets.LATE) < style.index(assets.WIDE) < style.index("@media print")
    assert {"cal", "cmp", "chart"} <= set(assets.late_classes(style))
