"""Which language a page speaks, which one a browser gets, and that none leaks."""

from threading import Thread

import pytest
from flask import Flask

from app.config import Settings
from app.i18n.current import current_language, default_language, negotiate, speaking
from app.i18n.languages import get


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ar-IQ,en;q=.5", "ar"),
        ("ar-IQ,en;q=0.5", "ar"),
        ("ar", "ar"),
        ("AR-sy", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("en;q=0.2, ar;q=0.3", "ar"),
        ("en;q=.2,ar;q=.30", "ar"),
        ("ar; q = 0.7, en; q = 0.1", "ar"),
        ("fr,de;q=0.9,ar;q=0.1", "ar"),
        ("ckb-IQ,ar;q=0.5", "ar"),
        ("ar;q=0,en;q=0.1", "en"),
        ("ar;q=0", "en"),
        ("fr,de", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
        (";;;,,q=", "en"),
        ("ar;q=abc", "en"),
        ("ar;q=nan,en", "en"),
        ("ar;q=-1", "en"),
        ("ar;q=.", "en"),
        ("-,_,--", "en"),
        ("ar\x00,\ud800", "en"),
        ("ا" * 5000, "en"),
        ("," * 5000 + "ar", "ar"),
    ],
)
@pytest.mark.usefixtures("in_app")
def test_a_browser_gets_the_language_that_it_likes_best(header, code):
    assert negotiate(header).code == code


def test_where_nothing_fits_the_setting_decides(in_app):
    in_app.config["SETTINGS"] = Settings(default_language="ar")
    assert negotiate("fr").code == "ar"
    assert negotiate("").code == "ar"
    assert default_language().code == "ar"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/ar/", "ar"),
        ("/ar", "ar"),
        ("/ar/no/such/page", "ar"),
        ("/en/x", "en"),
        ("/", "en"),
        ("/fr/", "en"),
        ("/AR/", "en"),
        ("/arabic", "en"),
        ("/x/ar/", "en"),
    ],
)
def test_the_path_tells_the_language(small_app: Flask, path, code):
    with small_app.test_request_context(path):
        assert current_language().code == code


def test_outside_of_an_application_it_is_the_default():
    assert current_language().code == "en"


@pytest.mark.usefixtures("in_app")
def test_a_spoken_language_ends_with_its_block_whatever_happens():
    with speaking(get("ar")):
        with pytest.raises(RuntimeError), speaking(get("en")):
            raise RuntimeError(current_language().code)
        assert current_language().code == "ar"
    assert current_language().code == "en"


@pytest.mark.usefixtures("in_app")
def test_a_spoken_language_does_not_reach_other_threads():
    seen = []
    with speaking(get("ar")):
        thread = Thread(target=lambda: seen.append(current_language().code))
        thread.start()
        thread.join()
    assert seen == ["en"]
