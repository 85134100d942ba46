"""What every template may name: who is there, the city's words, the bar, the stylesheet."""

from typing import Any

from flask import Flask, current_app, request
from jinja2 import StrictUndefined

from domain import region
from web import filters, icons
from web.assets import (
    alerts_script_href,
    alone_script_href,
    desk_script_href,
    draw_script_href,
    needs_whole_sheet,
    progress_script_href,
    report_script_href,
    script_href,
    styles,
)
from web.channels import offers_push
from web.forms import once_key
from web.login import actor, me
from web.nav import bar, fixed_url
from web.offline import owner
from web.saving import saves_data

SIZE_COOKIE = "ukuran"
SIZES = ("normal", "large")


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    icons.install(app.jinja_env)
    app.jinja_env.globals.update(
        once_key=once_key,
        saves_data=saves_data,
        report_script_href=report_script_href,
        alone_script_href=alone_script_href,
        needs_whole_sheet=needs_whole_sheet,
        draw_script_href=draw_script_href,
        desk_script_href=desk_script_href,
        alerts_script_href=alerts_script_href,
        progress_script_href=progress_script_href,
        offers_push=offers_push,
        fixed_url=fixed_url,
    )
    app.context_processor(_names)
    filters.init_app(app)


def _names() -> dict[str, Any]:
    signed_in = me()
    return {
        "names": region.current().names,
        "contact": region.current().contact,
        "actor": actor(),
        "me": signed_in,
        "owner": owner(),
        "nav": bar(actor(), signed_in is not None, {"account.show": signed_in.unread} if signed_in else None),
        "mode": current_app.config["SETTINGS"].mode,
        "request_path": request.path,
        "css": styles(),
        "script_href": script_href(),
        "text_size": text_size(),
    }


def text_size() -> str:
    size = request.cookies.get(SIZE_COOKIE, "normal")
    return size if size in SIZES else "normal"
