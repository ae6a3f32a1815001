"""What is done to several stories at once: a page that says what will happen, and then does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext, ngettext
from werkzeug.wrappers import Response
from wtforms import SelectField, TextAreaField

from app import audit
from app.content.worklists import bulk, worklist
from app.content.worklists.bulk import Done
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, Required, words
from app.editor.rendering import render
from app.editor.worklists import lists, typed
from app.editor.writing import said
from app.extensions import db

NO_TOPIC = "0"
SKIPPED: dict[str, Callable[[], str]] = {
    bulk.NOTHING_LIVE: lambda: _("Nothing of it is live or scheduled."),
    bulk.TAKEN_DOWN: lambda: _("It was taken down."),
    bulk.SAME_TOPIC: lambda: _("It has this topic already."),
}


class WithdrawForm(DeskForm):
    """Why stories are taken from readers."""

    reason = TextAreaField(
        lazy_gettext("Why are they withdrawn?"),
        filters=[words],
        validators=[Required(), AtMost(500)],
        description=lazy_gettext("Only editors see this."),
    )


class TopicForm(DeskForm):
    """Where stories are to stand."""

    topic = SelectField(lazy_pgettext("to be chosen", "New topic"), validate_choice=False)

    def offer(self, topics: dict[int, str]) -> None:
        """Show the topics there are."""
        self.topic.choices = [
            (NO_TOPIC, _("No topic")),
            *((str(id), t) for id, t in topics.items()),
        ]

    def chosen(self, topics: dict[int, str]) -> int | None:
        """The topic's id; None for no topic. KeyError, and a sentence at the field, for another."""
        if self.topic.data == NO_TOPIC:
            return None
        id = typed.as_number(self.topic.data or "")
        if id not in topics:
            self.refuse({"topic": [_("Choose one of the topics.")]})
            raise KeyError(self.topic.data)
        return id


def story_bulk() -> Response | str:
    """Say what will happen to the chosen stories, and do it when that was confirmed."""
    ids = typed.numbers("ids", bulk.MOST)
    if not ids:
        flash(_("Choose one or more stories first."))
        return redirect(url_for("editor.story_list"), 303)
    actions = {"withdraw": _withdraw, "topic": _topic}
    act = actions.get(request.values.get("action", ""))
    return act(ids) if act else abort(400)


def _withdraw(ids: list[int]) -> Response | str:
    form = WithdrawForm()
    if not form.validate_on_submit():
        return _confirm(form, ids, "withdraw", _("Withdraw stories"))
    done = list(bulk.withdraw(ids, form.reason.data, current_user().id))
    for each in done:
        if not each.skipped:
            audit.record("story.withdraw", "story", each.id, {"languages": each.languages})
    number = _number(done)
    return _finish(
        done, ngettext("%(num)s story was withdrawn.", "%(num)s stories were withdrawn.", number)
    )


def _topic(ids: list[int]) -> Response | str:
    form, topics = TopicForm(), lists.topics()
    form.offer(topics)
    if form.validate_on_submit():
        try:
            return _moved(ids, form.chosen(topics))
        except KeyError:
            pass
    return _confirm(form, ids, "topic", _("Change the topic"))


def _moved(ids: list[int], topic_id: int | None) -> Response | str:
    done = list(bulk.change_topic(ids, topic_id))
    for each in done:
        if not each.skipped:
            audit.record("story.topic", "story", each.id, {"from": each.before, "to": topic_id})
    sentence = ngettext(
        "%(num)s story has the new topic.", "%(num)s stories have the new topic.", _number(done)
    )
    return _finish(done, sentence)


def _number(done: Iterable[Done]) -> int:
    return sum(not each.skipped for each in done)


def _confirm(form: DeskForm, ids: list[int], action: str, title: str) -> str:
    found = worklist.works(ids)
    return render(
        "editor/story_bulk.html",
        title=title,
        form=form,
        works=[found[id] for id in ids if id in found and found[id].type == "story"],
        action=action,
        said=said.sentences,
        kinds=lists.kinds(),
    )


def _finish(done: list[Done], sentence: str) -> Response | str:
    db.session.commit()
    flash(sentence)
    skipped = [each for each in done if each.skipped]
    if not skipped:
        return redirect(url_for("editor.story_list"), 303)
    found = worklist.works([each.id for each in skipped])
    return render(
        "editor/story_bulk_done.html",
        title=_("Done, with exceptions"),
        skipped=[(found[each.id], SKIPPED[each.skipped]()) for each in skipped],
    )
