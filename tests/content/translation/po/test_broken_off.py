"""An import that is broken off changes nothing, at whatever step."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import polib
import pytest

from app.content import texts
from app.content.translation.po import sources
from app.content.translation.po.exporting import export
from app.extensions import db
from app.models import AuditEntry, Origin, Revision, SiteState, Suggestion, Text
from tests.conftest import MakeHome
from tests.support.homes import Home, close

STEPS = (
    "app.content.lifecycle.review._remark",
    "app.content.translation.po.kept.keep",
    "app.content.translation.po.applying._suggest",
    "app.content.translation.po.applying._returned",
    "app.audit._tell",
)
# Takes in the file of argv[2], and ends like at a power cut when the step of argv[1] is reached.
CODE = """
import importlib, os, signal, sys
from pathlib import Path
import polib
from app import create_app
from app.content.translation.po.applying import apply
from app.content.translation.po.planning import plan
from app.extensions import db

module, name = sys.argv[1].rsplit(".", 1)
with create_app().app_context():
    setattr(importlib.import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    planned = plan([("all.zip", Path(sys.argv[2]).read_bytes())], "ar", kept=True)
    assert planned.acts, planned.faults
    apply(planned)
    db.session.commit()
"""


def state() -> list[object]:
    """All that an import writes."""
    tables = (Revision, AuditEntry, Origin, Suggestion)
    db.session.rollback()
    return [
        *(db.session.query(table).count() for table in tables),
        db.session.query(SiteState.generation).scalar(),
        [
            (text.id, text.review, text.behind, texts.latest_words(text))
            for text in db.session.query(Text).order_by(Text.id)
        ],
    ]


def _changed(data: bytes) -> bytes:
    """The zip with another word behind each translation."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(held, "w") as made:
        for name in given.namelist():
            if name.endswith(".po"):
                file = polib.pofile(given.read(name).decode(), wrapwidth=0)
                for entry in file:
                    entry.msgstr += " ١" if entry.msgstr else ""
                made.writestr(name, str(file))
    return held.getvalue()


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_changed(
    make_home: MakeHome, sample_home: Home, tmp_path: Path, step: str
) -> None:
    home = make_home(sample_home)
    app = home.app()
    with app.app_context():
        wanted = sources.Wanted(everything=True, kept=True)
        things = [
            one
            for one in sources.chosen("en", "ar", wanted)
            if one.key in (("story", "14"), ("topic", "1"), ("page", "2"))
        ]
        data = export(things, "en", "ar").data
        db.session.commit()
        before = state()
    close(app)
    path = tmp_path / "all.zip"
    path.write_bytes(_changed(data))
    environment = {
        **os.environ,
        "INSTANCE_PATH": str(home.folder),
        "DATABASE_URL": home.database_url,
        "SECRET_KEY": "only-for-tests",
    }
    words = [sys.executable, "-c", CODE, step, str(path)]
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with app.app_context():
        assert state() == before
    close(app)
