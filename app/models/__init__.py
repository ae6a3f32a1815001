"""The tables. They know nothing but themselves; what is done with them lives in app/content/."""

from app.models.desk import Consent, Dismissal, MissedAddress, Presence, Remark, TakeDown
from app.models.facts import Fact, Figure, KnownCitation
from app.models.items import Item, Page, Publication, Revision, Story, StoryFile, Text, WorkingCopy
from app.models.people import (
    AuditEntry,
    AuditHead,
    DeskSession,
    KnownDevice,
    OneTimeLink,
    SignInAttempt,
    User,
)
from app.models.search import SearchDocument
from app.models.site import (
    File,
    FileVersion,
    Media,
    Notice,
    Passage,
    Redirect,
    SiteState,
    SocialAccount,
    SocialPost,
    Video,
)
from app.models.subjects import SUBJECTS, Campaign, Episode, Member, Region, Series, Topic
from app.models.translation import Answer, HandedOut, Handout, Origin, Suggestion

__all__ = [
    "SUBJECTS",
    "Answer",
    "AuditEntry",
    "AuditHead",
    "Campaign",
    "Consent",
    "DeskSession",
    "Dismissal",
    "Episode",
    "Fact",
    "Figure",
    "File",
    "FileVersion",
    "HandedOut",
    "Handout",
    "Item",
    "KnownCitation",
    "KnownDevice",
    "Media",
    "Member",
    "MissedAddress",
    "Notice",
    "OneTimeLink",
    "Origin",
    "Page",
    "Passage",
    "Presence",
    "Publication",
    "Redirect",
    "Region",
    "Remark",
    "Revision",
    "SearchDocument",
    "Series",
    "SignInAttempt",
    "SiteState",
    "SocialAccount",
    "SocialPost",
    "Story",
    "StoryFile",
    "Suggestion",
    "TakeDown",
    "Text",
    "Topic",
    "User",
    "Video",
    "WorkingCopy",
]
