"""The tables. They know nothing but themselves; what is done with them lives in app/content/."""

from app.models.facts import Fact, Figure, KnownCitation
from app.models.items import Item, Page, Publication, Revision, Story, StoryFile, Text, WorkingCopy
from app.models.search import SearchDocument
from app.models.site import (
    File,
    Media,
    Notice,
    Passage,
    Redirect,
    SiteState,
    SocialAccount,
    SocialPost,
    User,
    Video,
)
from app.models.subjects import Campaign, Episode, Member, Region, Series, Topic

__all__ = [
    "Campaign",
    "Episode",
    "Fact",
    "Figure",
    "File",
    "Item",
    "KnownCitation",
    "Media",
    "Member",
    "Notice",
    "Page",
    "Passage",
    "Publication",
    "Redirect",
    "Region",
    "Revision",
    "SearchDocument",
    "Series",
    "SiteState",
    "SocialAccount",
    "SocialPost",
    "Story",
    "StoryFile",
    "Text",
    "Topic",
    "User",
    "Video",
    "WorkingCopy",
]
