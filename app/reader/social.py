"""The social wall: posts kept as our own text, by account and by hashtag."""

from __future__ import annotations

from flask import abort, request, url_for
from flask_babel import gettext as _

from app.content import social as posts
from app.content.rows import Link, Listing, Post
from app.i18n.current import current_language
from app.i18n.formats import isolate, truncate
from app.reader import parameters, structured
from app.reader.rendering import Head, everywhere, next_path, render

PAGE = 12
LONGEST_HASHTAG = 60


def social() -> str:
    """The whole wall, newest first; an unknown account is ignored."""
    language = current_language().code
    accounts = posts.accounts(language)
    account = parameters.choice("account", [link.key for link in accounts])
    hashtag = parameters.words("hashtag", LONGEST_HASHTAG).lstrip("#").strip()
    listing = _listing(account, hashtag)
    return render(
        "reader/social.html", head=_head(accounts, account, hashtag),
        listing=listing, next=next_path(listing.next), page_size=PAGE,
        later=bool(request.args.get("after")), accounts=accounts, account=account,
        hashtags=posts.hashtags(language), hashtag=hashtag,
        sample=any(post.sample for post in listing.items),
    )  # fmt: skip


def _listing(account: str, hashtag: str) -> Listing[Post]:
    """The posts after the one that the address names; a bad name is a 404."""
    try:
        return posts.wall(
            current_language().code, PAGE, after=request.args.get("after") or None,
            account=account or None, hashtag=hashtag or None,
        )  # fmt: skip
    except ValueError:
        abort(404)


def _head(accounts: list[Link], account: str, hashtag: str) -> Head:
    paths = everywhere("reader.social")
    whole = not (account or hashtag or request.args.get("after"))
    names = {link.key: link.title for link in accounts}
    return Head(
        title=_title(names.get(account, ""), f"#{hashtag}" if hashtag else ""),
        description=_(
            "Short posts about recovery in Iraq and Syria, kept here as plain text, "
            "so that nothing loads from other sites."
        ),
        alternates=paths if whole else {},
        switch=paths,
        robots_index=whole,
        structured=[structured.breadcrumbs([(_("The social wall"), url_for("reader.social"))])],
    )


def _title(account: str, hashtag: str) -> str:
    """What the page shows, in words: also its heading."""
    if hashtag:
        return str(_("Posts with %(hashtag)s", hashtag=isolate(truncate(hashtag, 40))))
    if account:
        return str(_("Posts by %(account)s", account=isolate(account)))
    return str(_("The social wall"))
