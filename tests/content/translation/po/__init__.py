"""Tests of app/content/translation/po/."""
