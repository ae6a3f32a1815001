"""Words for what the log holds: what was done, and to what."""

from __future__ import annotations

from flask_babel import lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

# What ends an action, whatever it was done to.
DEEDS: dict[str, LazyString] = {
    "add": lazy_gettext("Added"),
    "answer": lazy_gettext("Said whether a translation must change"),
    "approve": lazy_gettext("Approved"),
    "ask": lazy_gettext("Asked for review"),
    "cancel-schedule": lazy_gettext("Not to appear at the time set"),
    "close": lazy_gettext("Nothing more is awaited"),
    "comment": lazy_gettext("Commented"),
    "delete": lazy_gettext("Deleted"),
    "discard": lazy_gettext("Went back to what is live"),
    "dismiss": lazy_gettext("Warning called no problem"),
    "edit": lazy_gettext("Changed"),
    "end": lazy_gettext("Ended"),
    "export": lazy_gettext("Given out as a file for translators"),
    "figure": lazy_gettext("New figure"),
    "import": lazy_gettext("Taken in from a file of translators"),
    "lead": lazy_gettext("Lead of the home page changed"),
    "move": lazy_gettext("Moved"),
    "new": lazy_gettext("Begun"),
    "order": lazy_gettext("Order changed"),
    "place": lazy_gettext("Place in the menu changed"),
    # Translators: what was done with a text, in its history and in the log.
    "publish": lazy_gettext("Published"),
    "remove": lazy_gettext("Removed"),
    "replace": lazy_gettext("Words replaced"),
    "restore": lazy_gettext("Earlier version restored"),
    "return": lazy_gettext("Returned with a reason"),
    # Translators: what was done with a text, in its history and in the log.
    "save": lazy_gettext("Saved"),
    "settle": lazy_gettext("Decided about a translation from a file"),
    "share": lazy_gettext("Preview link made"),
    "source": lazy_gettext("Language written first changed"),
    "take-down": lazy_gettext("Taken down everywhere"),
    "topic": lazy_gettext("Topic changed"),
    "unshare": lazy_gettext("Preview links ended"),
    "version": lazy_gettext("Newer version added"),
    "withdraw": lazy_gettext("Withdrawn"),
}
# Whole actions, about accounts, that need words of their own.
OF_ACCOUNTS: dict[str, LazyString] = {
    "link.invite": lazy_gettext("Invitation accepted"),
    "link.reset": lazy_gettext("New password by a link"),
    "link.setup": lazy_gettext("First administrator"),
    "password.change": lazy_gettext("Password changed"),
    "password.fail": lazy_gettext("Wrong password, while signed in"),
    "password.forgotten": lazy_gettext("Password forgotten"),
    "second-factor.codes": lazy_gettext("New codes on paper"),
    "second-factor.fail": lazy_gettext("Wrong second factor"),
    "second-factor.off": lazy_gettext("Second factor turned off"),
    "second-factor.on": lazy_gettext("Second factor turned on"),
    "second-factor.reset": lazy_gettext("Second factor reset"),
    "session.end": lazy_gettext("Session ended from elsewhere"),
    "sign-in": lazy_gettext("Signed in"),
    "sign-in.fail": lazy_gettext("Failed to sign in"),
    "sign-out": lazy_gettext("Signed out"),
    "user.account": lazy_gettext("Own account changed"),
    "user.create": lazy_gettext("User made"),
    "user.disable": lazy_gettext("User shut out"),
    "user.enable": lazy_gettext("User let in again"),
    "user.invite": lazy_gettext("User invited"),
    "user.link": lazy_gettext("New link for a user"),
    "user.name": lazy_gettext("Name changed"),
    "user.role": lazy_gettext("Role changed"),
}
SUBJECTS: dict[str, LazyString] = {
    "account": lazy_gettext("Account of a network"),
    "campaign": lazy_pgettext("in the log", "Campaign"),
    "consent": lazy_gettext("Consent note"),
    "episode": lazy_gettext("Episode"),
    # Translators: a sort of thing, in the editors’ log and in lists: a figure that the site
    # keeps, with its date and source.
    "fact": lazy_gettext("Fact"),
    # Translators: a sort of thing, in the editors’ log and in lists: a PDF that readers download.
    "file": lazy_gettext("File"),
    "handout": lazy_gettext("File for translators"),
    # Translators: a sort of thing, in the editors’ log and in lists.
    "media": lazy_gettext("Picture"),
    "member": lazy_gettext("Member"),
    "notice": lazy_gettext("Notice"),
    # Translators: a sort of thing, in the editors’ log and in lists: a page of the site that is
    # no story.
    "page": lazy_gettext("Page"),
    "passage": lazy_gettext("Passage"),
    # Translators: noun: a sort of thing, in the editors’ log and in lists, a page as readers
    # would see it.
    "preview": lazy_gettext("Preview"),
    "redirect": lazy_gettext("Redirect"),
    # Translators: noun: a sort of thing, in the editors’ log and in lists, the reading by a
    # colleague before a text is published.
    "review": lazy_gettext("Review"),
    "series": lazy_pgettext("in the log", "Series"),
    "site": lazy_gettext("Site"),
    "social": lazy_gettext("Social post"),
    # Translators: a sort of thing, in the editors’ log and in lists.
    "story": lazy_gettext("Story"),
    "text": lazy_pgettext("in the log", "Text"),
    # Translators: noun: a sort of thing, in the editors’ log and in lists.
    "translation": lazy_gettext("Translation"),
    "topic": lazy_pgettext("in the log", "Topic"),
    "user": lazy_gettext("User"),
    # Translators: a sort of thing, in the editors’ log and in lists.
    "video": lazy_gettext("Video"),
    "warning": lazy_gettext("Warning"),
}

# What translators get apart from the thing that it belongs to; nothing else is done to it.
PARTS: dict[str, LazyString] = {
    # Translators: a sort of thing, in the editors’ log and in lists: place and people of a story.
    "details": lazy_gettext("Details of a story"),
    # Translators: a sort of thing, in the editors’ log and in lists.
    "menu": lazy_gettext("Name of a page in menus"),
    # Translators: a sort of thing, in the editors’ log and in lists: a group of members.
    "region": lazy_pgettext("in the log", "Region"),
}


def deed(action: str) -> str:
    """What was done, in words; the action itself where there are none."""
    said = OF_ACCOUNTS.get(action) or DEEDS.get(action.rpartition(".")[2])
    return str(said or action)


def subject(name: str) -> str:
    """What it was done to, in a word."""
    return str(SUBJECTS.get(name) or PARTS.get(name) or name)


def kinds() -> dict[str, str]:
    """The beginnings (and ends) of actions that the log can be filtered by, and their words."""
    signing_in = {
        "sign-in": lazy_gettext("Signing in, and failing to"),
        "second-factor": lazy_gettext("Second factors"),
        "password": lazy_gettext("Passwords"),
    }
    whatever = {".take-down": DEEDS["take-down"]}
    return {name: str(said) for name, said in (whatever | signing_in | SUBJECTS).items()}
