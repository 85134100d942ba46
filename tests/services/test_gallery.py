"""Photos for everybody: four sizes in three kinds, made later, and something to look at until then."""

import io

import pytest
from PIL import Image, features

from domain.pictures import SIDES
from services import pictures
from services.gallery import Gallery
from services.media import Media
from tests.support.media import photo

MODERN = {"image/avif", "image/webp", "image/*"}


@pytest.fixture
def gallery(tmp_path):
    return Gallery(Media(tmp_path))


@pytest.fixture
def kept(gallery):
    picture = gallery.media.keep(io.BytesIO(photo(size=(3000, 2000))))
    gallery.want(picture.large)
    return picture


def opened(shown) -> Image.Image:
    return Image.open(io.BytesIO(shown.file.read_bytes()))


def test_the_sizes_that_are_made_are_the_sizes_that_are_shown():
    assert {size.side for size in pictures.SHOWN} == set(SIDES)


def test_until_it_is_made_the_first_jpegs_stand_in(gallery, kept):
    small, large = (gallery.shown(kept.large, kept.small, side, MODERN) for side in (160, 1024))
    assert max(opened(small).size) == 320
    assert max(opened(large).size) == 1280
    assert not small.final


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg"])
def test_the_job_makes_every_size_in_every_kind(gallery, kept, kind):
    if kind != "jpeg" and not features.check(kind):
        pytest.skip(f"this Pillow makes no {kind}")
    assert gallery.make_wanted() == 1
    for side in SIDES:
        shown = gallery.shown(kept.large, kept.small, side, {f"image/{kind}"})
        assert shown.final
        assert (shown.type, max(opened(shown).size)) == (f"image/{kind}", side)
    assert gallery.make_wanted() == 0


def test_the_smallest_kind_comes_first_and_is_smallest(gallery, kept):
    gallery.make_wanted()
    modern, old = (gallery.shown(kept.large, kept.small, 320, kinds) for kinds in (MODERN, set()))
    assert (modern.type, old.type) == ("image/avif", "image/jpeg")
    assert modern.file.stat().st_size < old.file.stat().st_size


def test_what_was_swept_meanwhile_is_forgotten(gallery, kept):
    gallery.media.place(kept.large).unlink()
    assert gallery.make_wanted() == 1
    assert gallery.make_wanted() == 0


def test_renditions_are_swept_with_their_photo(gallery, kept):
    gallery.make_wanted()
    wanted = {kept.small, kept.large}
    assert gallery.media.sweep(wanted, older_than=-60) == 0
    assert gallery.media.sweep(set(), older_than=-60) == 2 + len(pictures.SHOWN)


def test_a_size_nobody_makes_is_refused(gallery, kept):
    with pytest.raises(ValueError, match="777"):
        gallery.shown(kept.large, kept.small, 777, MODERN)
