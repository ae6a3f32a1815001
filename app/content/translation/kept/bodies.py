"""A long text of what is kept, cut into paragraphs: its translation beside its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.lifecycle.wording import Words
from app.content.translation import following, freshness
from app.content.translation.aligning import aligned
from app.content.translation.following import Links
from app.content.translation.freshness import Made
from app.content.translation.identity import Paragraph, carried
from app.content.translation.likeness import fingerprint
from app.content.translation.rebuilding import rebuilt
from app.content.translation.segments import segments
from app.content.translation.state import Unit, paired
from app.content.translation.units import Units, units


@dataclass(frozen=True, slots=True)
class Body:
    """A text and its translation, both HTML, and the source as it was when that was made."""

    source: str
    translation: str
    former: str | None

    def _units(self) -> tuple[Units, Units, Made]:
        of, its = units(Words(body=self.source)), units(Words(body=self.translation))
        was = segments(self.source if self.former is None else self.former)
        made = [Paragraph(id, text) for id, text in zip(carried(of.body, was), was, strict=True)]
        places = aligned(was, [one.text for one in its.body])
        links: Links = {
            one.id: tuple(made[at].id for at in found)
            for one, found in zip(its.body, places, strict=True)
            if found
        }
        return of, its, Made(tuple(made) if its.body else (), links)

    def beside(self) -> list[Unit]:
        """Its units with their translations; what is gone from the source is left out."""
        of, its, made = self._units()
        links = following.spread(made, of.body, made.links)
        state = freshness.freshness(made.paragraphs, of.body)
        return list(paired(of, its, links, state))

    def given(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """The translation with other texts in some units, and the source that it then follows."""
        of, its, made = self._units()
        links = following.spread(made, of.body, made.links)
        done = rebuilt(Words(body=self.translation), Words(body=self.source), links, texts)
        html = str(done.words.get("body", self.translation))
        settled = {fingerprint(one.text) for one in of.body if one.id in texts}
        after = units(Words(body=html, paragraphs=done.paragraphs))
        now = following.followed(made, of.body, its.body, after.body, settled, done.links)
        return html, "\n".join(f"<p>{one.text}</p>" for one in now.paragraphs)
