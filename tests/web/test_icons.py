import csv

import pytest
from jinja2 import Environment

from web import icons

CROPS = {
    *("apel", "jeruk", "kentang", "kubis", "brokoli", "kembang-kol", "sawi", "bawang-merah", "bawang-putih"),
    *("bawang-daun", "tomat", "cabai", "wortel", "stroberi", "jagung", "padi", "mawar", "jambu"),
}
PARTS = {"daun", "batang", "akar", "umbi", "buah", "bunga", "seluruh"}


@pytest.mark.parametrize(
    ("kind", "draw", "least"), [("icons", icons.icon_markup, 40), ("pics", icons.pic_markup, 50)]
)
def test_every_symbol_in_the_file_can_be_drawn(kind, draw, least):
    text = (icons.STATIC / f"{kind}.svg").read_text()
    names = icons.drawings(kind)
    assert len(names) == text.count("<symbol ") >= least
    for name, (_, path) in names.items():
        assert f'd="{path}"' in draw(name)
        assert " id=" not in draw(name)


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError):
        icons.icon_markup("no-such-icon")
    with pytest.raises(KeyError):
        icons.pic_markup("no-such-picture")


@pytest.mark.parametrize(
    "name",
    sorted(CROPS | PARTS),
)
def test_crops_and_plant_parts_have_their_own_picture(name):
    others = [path for other, (_, path) in icons.drawings("pics").items() if other != name]
    assert icons.drawings("pics")[name][1] not in others


@pytest.mark.parametrize(
    ("share", "centre"),
    [
        (0, 'cx="7.0" cy="30.0"'),
        (0.5, 'cx="28.0" cy="7.0"'),
        (-3, 'cx="7.0" cy="30.0"'),
        (0.57, 'cx="32.6" cy="7.6"'),
    ],
)
def test_the_sun_moves_along_its_arc(share, centre):
    assert centre in icons.sun_markup(share)


@pytest.mark.parametrize("share", [1, 1.4])
def test_a_broken_promise_is_a_moon(share):
    assert "<circle" not in icons.sun_markup(share)
    assert icons.MOON in icons.sun_markup(share)
    assert "<circle" not in icons.hill_markup(share, "Janji lewat 3 jam")


def test_the_hill_speaks_and_cannot_be_broken_out_of():
    assert 'aria-label="lewat &#34;3&#34; jam"' in icons.hill_markup(0.2, 'lewat "3" jam')


def test_templates_get_the_drawings():
    environment = Environment(autoescape=True)
    icons.install(environment)
    assert environment.from_string("{{ icon_markup('home') }}").render() == icons.icon_markup("home")


def named_pictures():
    """Every picture a region's tables name, with its place."""
    for file in sorted((icons.STATIC.parent / "regions").glob("*/*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                if row.get("picture"):
                    yield pytest.param(row["picture"], id=f"{file.parent.name}/{file.name}:{number}")


@pytest.mark.parametrize("name", list(named_pictures()))
def test_a_region_names_only_pictures_that_exist(name):
    assert name in icons.drawings("pics")
