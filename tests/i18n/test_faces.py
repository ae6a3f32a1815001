"""The list of what the shipped faces have is right, and says which letters a language lacks."""

from dataclasses import replace

from fontTools.ttLib import TTFont

from app.assets import SOURCE
from app.i18n import faces
from app.i18n.languages import get
from tests.i18n.conftest import LANGUAGES

FONTS = SOURCE / "fonts"
SORANI = "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆەھیێ"
FRENCH = "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ"


def test_the_list_is_what_the_files_hold():
    listed = faces.coverage()
    assert {path.stem.split("-")[0] for path in FONTS.glob("*.woff2")} == set(listed)
    for face, characters in listed.items():
        cut = [set(TTFont(path).getBestCmap()) for path in FONTS.glob(f"{face}-*.woff2")]
        assert {ord(char) for char in characters} == set.intersection(*cut)
        assert len(cut) == 2


@LANGUAGES
def test_every_language_of_the_list_has_its_letters(language):
    assert set(language.faces) <= set(faces.known_faces())
    assert language.letters
    assert faces.lacking(language) == []


def test_sorani_and_french_can_be_written():
    assert faces.lacking(replace(get("ar"), letters=SORANI)) == []
    assert faces.lacking(replace(get("en"), letters=FRENCH)) == []


def test_a_letter_that_only_the_catalog_has_counts_too():
    assert faces.lacking(get("en"), ["Ḧ and العربية"]) == ["Ḧ"]
    assert faces.lacking(get("ar"), ["ٹ and Ḧ"]) == ["ٹ"]


def test_capitals_count_with_their_small_letters():
    turkish = replace(get("en"), letters="ǧ")
    assert faces.lacking(turkish) == ["Ǧ", "ǧ"]


def test_a_face_that_there_is_not_has_nothing_and_the_devices_own_have_all():
    assert "a" in faces.lacking(replace(get("en"), faces=("serif",)))
    assert faces.lacking(replace(get("en"), letters="文", faces=("system",))) == []
