"""The labelled set: what editors write, which warnings are right, and how often the checks are."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from app.content.checks import Words, found
from app.content.facts import Known, effective_from, period
from app.content.rows import FigureRow
from app.models import Figure

HERE = Path(__file__).parent
SAMPLE = Path(__file__).parents[3] / "sample"
PUBLISHED_ON = date(2022, 9, 28)
NOWHERE = ("/en/nowhere", "/ar/nowhere", "/en/stories/999999", "/media/gone.pdf")

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """The cases of one half of the set."""
    return list(tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def known_facts() -> dict[str, Known]:
    """The facts of the sample, without a database."""
    rows = tomllib.loads((SAMPLE / "facts.toml").read_text(encoding="utf-8"))["fact"]
    return {row["key"]: _fact(row) for row in rows}


def _fact(row: Case) -> Known:
    figures: list[Figure] = []
    with (SAMPLE / "facts.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if line["key"] == row["key"]:
                figures.append(_figure(line, figures))
    ordered = sorted(figures, key=lambda f: f.effective_from)
    return Known(
        row["key"],
        row["style"],
        row["label"],
        row["description"],
        row.get("counted", {}),
        sample=True,
        figures=tuple(
            FigureRow(int(f.value), f.as_of, f.precision, f.effective_from, f.source, "")
            for f in ordered
        ),
    )


def _figure(line: dict[str, str], earlier: list[Figure]) -> Figure:
    first, precision = period(line["as_of"])
    begins = effective_from(first, precision, earlier, date(2026, 1, 1))
    return Figure(
        value=int(line["value"]),
        as_of=first,
        precision=precision,
        effective_from=begins,
        source=line["source"],
    )


def words_of(case: Case) -> dict[str, Words]:
    """The words of a case in the languages that it has."""
    return {
        language: Words(
            language,
            title="",
            body=case[language] if "<p>" in case[language] else f"<p>{case[language]}</p>",
            published_on=PUBLISHED_ON,
            changed_at=case.get(f"{language}_changed"),
        )
        for language in ("en", "ar")
        if language in case
    }


def codes(case: Case, facts: dict[str, Known]) -> set[str]:
    """The codes of the warnings that a case gets."""
    return {one.code for one in found(words_of(case), facts, lambda path: path not in NOWHERE)}


def measured(cases: Iterable[Case]) -> dict[str, tuple[int, int, int]]:
    """For each code: right warnings, wrong ones, and missed ones."""
    facts = known_facts()
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        got, expected = codes(case, facts), set(case.get("expect", ()))
        right.update(got & expected)
        wrong.update(got - expected)
        missed.update(expected - got)
    return {code: (right[code], wrong[code], missed[code]) for code in {*right, *wrong, *missed}}


def table(results: dict[str, tuple[int, int, int]]) -> str:
    """Precision and recall for each code, as lines."""
    lines = [f"{'code':10} right wrong missed precision recall"]
    for code, (right, wrong, missed) in sorted(results.items()):
        precision, recall = rates(right, wrong, missed)
        lines.append(f"{code:10} {right:5} {wrong:5} {missed:6} {precision:9.2f} {recall:6.2f}")
    return "\n".join(lines)


def rates(right: int, wrong: int, missed: int) -> tuple[float, float]:
    """Precision and recall; 1 where there was nothing to be right about."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall
