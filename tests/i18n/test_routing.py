"""Languages in addresses: an unknown one is a 404, and url_for keeps the page's own."""

import pytest
from flask import Flask, url_for

from app import i18n
from app.config import Settings, StartupError
from app.i18n.languages import get


@pytest.mark.parametrize("code", ["en", "ar"])
def test_links_stay_in_the_language_of_the_page(small_app: Flask, code):
    assert small_app.test_client().get(f"/{code}/").text == f"/{code}/item/x"


def test_views_are_not_given_the_language(small_app: Flask):
    assert small_app.test_client().get("/ar/item/7").text == "item 7"


@pytest.mark.parametrize("path", ["/fr/", "/AR/", "/arx/", "/en-GB/"])
def test_an_unknown_language_is_not_found(small_app: Flask, path):
    assert small_app.test_client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "told"), [("/ar/nothing", "ar rtl"), ("/en/nothing", "en ltr"), ("/x", "en ltr")]
)
def test_not_found_speaks_the_language_of_its_path(small_app: Flask, path, told):
    answer = small_app.test_client().get(path)
    assert (answer.status_code, answer.text) == (404, told)


def test_a_page_outside_of_languages_links_to_the_default(small_app: Flask):
    assert small_app.test_client().get("/plain").text == "/en/"


def test_a_link_can_name_its_language(small_app: Flask):
    with small_app.test_request_context("/en/"):
        assert url_for("home", language="ar") == "/ar/"
        assert url_for("home", language=get("ar")) == "/ar/"
        assert url_for("plain") == "/plain"


def test_a_default_language_that_is_not_offered_is_one_readable_line():
    app = Flask("app")
    app.config["SETTINGS"] = Settings(default_language="fr")
    with pytest.raises(StartupError, match="DEFAULT_LANGUAGE must be one of: en, ar"):
        i18n.init_app(app)
