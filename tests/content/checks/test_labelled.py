"""How often the warnings are right: on the labelled set, and on the content of the sample."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.content.checks import Words, found
from tests.content.checks.labelled import (
    SAMPLE,
    cases,
    known_facts,
    measured,
    rates,
    table,
)

HALVES = ("development", "held_out")
PRECISION, RECALL = 0.9, 0.8
TEXTS = sorted([*SAMPLE.glob("stories/*.toml"), *SAMPLE.glob("pages/*.toml")])


@pytest.mark.parametrize("half", HALVES)
def test_warnings_are_right_and_complete(half: str) -> None:
    results = measured(cases(half))
    print(f"\n{half}\n{table(results)}")  # noqa: T201  # to be read with pytest -s
    for code, counts in results.items():
        precision, recall = rates(*counts)
        assert precision >= PRECISION, f"{code}: too many wrong warnings"
        assert recall >= RECALL, f"{code}: too many missed"


def test_the_set_is_large_and_its_halves_know_the_same_warnings() -> None:
    development, held_out = (cases(half) for half in HALVES)
    assert min(len(development), len(held_out)) >= 60
    expected = [
        {code for case in half for code in case.get("expect", ())}
        for half in (development, held_out)
    ]
    assert expected[0] == expected[1]
    assert not {str(case) for case in development} & {str(case) for case in held_out}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_sample_is_not_doubted(path: Path) -> None:
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    day = row["date"].date() if "date" in row else None
    texts = {
        language: Words(
            language,
            row[language]["title"],
            row[language].get("standfirst", ""),
            row[language].get("body", ""),
            published_on=day,
        )
        for language in ("en", "ar")
        if language in row
    }
    assert list(found(texts, known_facts(), lambda _path: True)) == []
