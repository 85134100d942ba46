"""The last answer said aloud, afterwards."""

from domain.complaints import actions
from web.hx import again, go, page
from web.login import actor

from .area import ADVISERS, above, area
from .forms import SpokenForm


@area.get("/<case:code>/suara-susulan", allow=ADVISERS)
def speak(code: str):
    return page("inbox/voice.html", form=SpokenForm(formdata=None), **above(code))


@area.post("/<case:code>/suara-susulan", allow=ADVISERS)
def add_voice(code: str):
    form = SpokenForm()
    if form.carry_out(actions.add_answer_voice, actor(), code, to=".show") is None:
        return again("inbox/voice.html", "inbox/_voice_form.html", form=form, **above(code))
    return go()
