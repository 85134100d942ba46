"""The roof: wires settings, database, web plumbing and areas together. Nothing may import it."""

import importlib
import logging
import sys

from flask import Flask
from flask_migrate import Migrate
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from domain import region, schema  # noqa: F401 (schema: the metadata must be whole)
from domain.db import db, engine_options, prepare
from domain.people.factor import keys
from domain.writing import use_lock_file
from ops import commands
from ops import dictionary as dictionaries
from web import assets, channels, context, converters, dictionary, errors, headers, language, login
from web.compression import CompressAll
from web.csrf import SameOriginCSRF

AREAS = [
    "pages",
    "offline",
    "account",
    "alerts",
    "second",
    "privacy",
    "admin",
    "groups",
    "parcels",
    "complaints",
    "inbox",
    "library",
    "cases",
    "editors",
    "outbreaks",
    "coordinator",
    "spread",
    "inputs",
    "articles",
    "prices",
    "weather",
    "replies",
    "catalogue",
    "questions",
    "favourites",
    "shortlists",
    "quotes",
    "demand",
    "checkout",
    "purchases",
    "budgets",
    "treasury",
    "audit",
    "external",
    "vendor",
    "rental",
    "addenda",
    "handover",
    "organiser",
    "onboarding",
    "verification",
    "imports",
    "listing_imports",
    "moderation",
    "registry",
    "papers",
    "signatures",
]
DEMO_AREAS = ["demo"]
LARGEST_BODY = 9 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app for these settings (the environment's when none are given)."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret,
        TESTING=settings.mode == "test",
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url, settings.threads),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_TOKEN=True,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=400,
    )
    _speak(app)
    keys.use_key(settings.secret)
    _wire_region(settings)
    _wire_database(app, settings)
    _wire_web(app, settings)
    for name in AREAS + (DEMO_AREAS if not settings.is_production else []):
        app.register_blueprint(importlib.import_module(f"blueprints.{name}.routes").area)
    commands.init_app(app)
    return app


def _speak(app: Flask) -> None:
    if not app.testing:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")


def _wire_region(settings: Settings) -> None:
    try:
        region.use(region.read(settings.region))
    except region.RegionFaulty as faulty:
        sys.exit(f"{faulty}\n{settings.region.name}: {len(faulty.faults)} kesalahan")


def _wire_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    Migrate(app, db, render_as_batch=False)
    with app.app_context():
        prepare(db.engine)
    on_sqlite = make_url(settings.database_url).get_backend_name() == "sqlite"
    use_lock_file(settings.data / "write.lock" if on_sqlite else None)


def _wire_web(app: Flask, settings: Settings) -> None:
    CompressAll(app)  # first registered, so it runs last
    dictionary.init_app(app)
    if settings.dictionary:
        dictionary.use(app, dictionaries.place(settings))
    language.init_app(app)
    headers.init_app(app)
    login.init_app(app)
    SameOriginCSRF(app)
    converters.init_app(app)
    context.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    channels.init_app(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
