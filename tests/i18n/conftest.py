"""A small application that has languages and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, render_template_string, url_for

from app import i18n
from app.config import Settings
from app.i18n import languages
from app.i18n.languages import Language

LANGUAGES = pytest.mark.parametrize(
    "language", languages.all_languages().values(), ids=lambda language: language.code
)


@pytest.fixture
def small_app() -> Flask:
    """Two addresses in languages, one outside, and a 404 that tells its language."""
    app = Flask("app")
    app.config.update(SETTINGS=Settings(), TESTING=True)
    i18n.init_app(app)
    app.add_url_rule("/<language:language>/", "home", lambda: url_for("item", key="x"))
    app.add_url_rule("/<language:language>/item/<key>", "item", lambda key: f"item {key}")
    app.add_url_rule("/plain", "plain", lambda: url_for("home"))
    told = "{{ current_language().code }} {{ current_language().direction }}"
    app.register_error_handler(404, lambda _error: (render_template_string(told), 404))
    return app


@pytest.fixture
def in_app(small_app: Flask) -> Iterator[Flask]:
    """The small application's context."""
    with small_app.app_context():
        yield small_app


@pytest.fixture
def arab_digits() -> Language:
    """Arabic as a site would print it that chose ٠ to ٩."""
    row = languages.get("ar")
    fields = {name: getattr(row, name) for name in Language.__dataclass_fields__}
    return Language(**{**fields, "numerals": "arab"})


@pytest.fixture
def catalog_folder(tmp_path: Path) -> Path:
    """A folder of translations with an empty Arabic catalog."""
    path = tmp_path / "ar" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(header(), encoding="utf-8")
    return tmp_path


def header(language: str = "ar", **changes: str) -> str:
    """The header of a good catalog, with some fields changed."""
    fields = {
        "Project-Id-Version": "site",
        "PO-Revision-Date": "2026-01-01 12:00+0000",
        "Last-Translator": "A Translator <translator@example.org>",
        "Language-Team": "Arabic <team@example.org>",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": languages.get(language).plural_header,
    }
    fields |= {name.replace("_", "-"): value for name, value in changes.items()}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'
