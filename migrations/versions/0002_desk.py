"""What the editors' desk needs: people, review, versions, and details as readers see them."""

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SAME = ("kind", "topic_id", "campaign_id", "series_id", "media_id", "video_id")
STORY = sa.table(
    "story",
    sa.column("item_id"),
    *(sa.column(name) for name in SAME),
    sa.column("place", types.Languages()),
    sa.column("people", types.Json()),
)
STORY_FILE = sa.table(
    "story_file", sa.column("item_id"), sa.column("file_id"), sa.column("position")
)
PUBLICATION = sa.table(
    "publication",
    *(sa.column(name) for name in ("id", "item_id", "language", "place")),
    *(sa.column(name) for name in SAME),
    sa.column("people", types.Json()),
    sa.column("file_ids", types.Json()),
)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_user_id"), ["user_id"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "missed_address",
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", types.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_missed_address")),
    )
    with op.batch_alter_table("missed_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_missed_address_last_at"), ["last_at"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempt_account", ["account", "at"], unique=False)
        batch_op.create_index("ix_sign_in_attempt_address", ["address", "at"], unique=False)

    op.create_table(
        "desk_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UTCDateTime(), nullable=False),
        sa.Column("seen_at", types.UTCDateTime(), nullable=False),
        sa.Column("ends_at", types.UTCDateTime(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_desk_session_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_desk_session_key_hash")),
    )
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", types.UTCDateTime(), nullable=False),
        sa.Column("seen_at", types.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_known_device_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_known_device_key_hash")),
    )
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_device_user_id"), ["user_id"], unique=False)

    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", types.UTCDateTime(), nullable=False),
        sa.Column("ends_at", types.UTCDateTime(), nullable=False),
        sa.Column("used_at", types.UTCDateTime(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('setup', 'invite', 'reset')", name=op.f("ck_one_time_link_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user.id"],
            name=op.f("fk_one_time_link_created_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_one_time_link_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_one_time_link_key_hash")),
    )
    op.create_table(
        "take_down",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("addresses", types.Json(), nullable=False),
        sa.CheckConstraint(
            "subject IN ('story', 'page', 'media', 'video', 'file')",
            name=op.f("ck_take_down_subject"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_take_down_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take_down")),
    )
    with op.batch_alter_table("take_down", schema=None) as batch_op:
        batch_op.create_index("ix_take_down_subject", ["subject", "subject_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("media_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_at", types.UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(item_id IS NULL) <> (media_id IS NULL)", name=op.f("ck_consent_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_consent_item_id_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_consent_media_id_media"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_consent_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_media_id"), ["media_id"], unique=False)

    op.create_table(
        "dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_dismissal_item_id_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_dismissal_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sa.UniqueConstraint(
            "item_id", "fingerprint", name=op.f("uq_dismissal_item_id_fingerprint")
        ),
    )
    op.create_table(
        "file_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("replaced_at", types.UTCDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_file_version_file_id_file"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_file_version_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_version")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_file_version_file_id_number")),
    )
    op.create_table(
        "presence",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", types.UTCDateTime(), nullable=False),
        sa.Column("seen_at", types.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_presence_item_id_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_presence_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_presence")),
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presence_item_id"), ["item_id"], unique=False)

    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('comment', 'asked', 'returned', 'approved')", name=op.f("ck_remark_kind")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_remark_revision_id_revision"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_remark_text_id_text"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_remark_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_text_id"), ["text_id"], unique=False)

    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("original_name", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "created_at", types.UTCDateTime(), nullable=False, server_default=sa.func.now()
            )
        )
        batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_down_at", types.UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_file_user_id_user"), "user", ["user_id"], ["id"])

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("created_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_down_at", types.UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_item_created_by_id_user"), "user", ["created_by_id"], ["id"]
        )

    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("original_name", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_down_at", types.UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_media_user_id_user"), "user", ["user_id"], ["id"]
        )

    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("together", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("approved_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), nullable=False, server_default="news")
        )
        batch_op.add_column(sa.Column("topic_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("media_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("video_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("place", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("people", types.Json(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column("file_ids", types.Json(), nullable=False, server_default="[]")
        )
        batch_op.create_index(
            "ix_publication_campaign_newest",
            ["campaign_id", "language", "published_at", "item_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publication_media_id"), ["media_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_together"), ["together"], unique=False)
        batch_op.create_index(
            "ix_publication_topic_newest",
            ["topic_id", "language", "published_at", "item_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_publication_video_id"), ["video_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_topic_id_topic"), "topic", ["topic_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_video_id_video"), "video", ["video_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_series_id_series"), "series", ["series_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_campaign_id_campaign"), "campaign", ["campaign_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_approved_by_id_user"), "user", ["approved_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_publication_media_id_media"), "media", ["media_id"], ["id"]
        )

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), nullable=False, server_default="publish")
        )
        batch_op.add_column(sa.Column("details", types.Json(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("alt", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("caption", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("credit", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.create_check_constraint(
            op.f("ck_revision_kind"), "kind IN ('save', 'publish', 'restore', 'import', 'kept')"
        )

    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("review", sa.String(length=10), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("review_version", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("review_item_version", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("review_at", types.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("review_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("shared", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint(
            op.f("ck_text_review"), "review IN ('', 'asked', 'returned', 'approved')"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_text_review_by_id_user"), "user", ["review_by_id"], ["id"]
        )

    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("role", sa.String(length=20), nullable=False, server_default="contributor")
        )
        batch_op.add_column(
            sa.Column("languages", types.Json(), nullable=False, server_default="[]")
        )
        batch_op.add_column(
            sa.Column("language", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("password_hash", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("password_changed_at", types.UTCDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("totp_secret", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("recovery_codes", types.Json(), nullable=False, server_default="[]")
        )
        batch_op.add_column(sa.Column("disabled_at", types.UTCDateTime(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_user_role"), "role IN ('contributor', 'translator', 'editor', 'administrator')"
        )

    with op.batch_alter_table("video", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("title", types.Languages(), nullable=False, server_default="{}")
        )
        batch_op.add_column(
            sa.Column("original_name", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "created_at", types.UTCDateTime(), nullable=False, server_default=sa.func.now()
            )
        )
        batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("taken_down_at", types.UTCDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_video_user_id_user"), "user", ["user_id"], ["id"]
        )

    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("token", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("alt", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("caption", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("credit", sa.String(length=300), nullable=False, server_default="")
        )

    copy_details()


def copy_details() -> None:
    """Give each publication the details that its story shows today."""
    connection = op.get_bind()
    files: dict[int, list[int]] = {}
    for item_id, file_id in connection.execute(
        sa.select(STORY_FILE.c.item_id, STORY_FILE.c.file_id).order_by(STORY_FILE.c.position)
    ):
        files.setdefault(item_id, []).append(file_id)
    of_stories = sa.select(PUBLICATION.c.id, PUBLICATION.c.language, STORY).join_from(
        PUBLICATION, STORY, STORY.c.item_id == PUBLICATION.c.item_id
    )
    for id, language, item_id, *same, place, people in connection.execute(of_stories).all():
        values = dict(zip(SAME, same, strict=True))
        values["place"] = place.get(language, "")
        values["people"] = [person[language] for person in people if language in person]
        values["file_ids"] = files.get(item_id, [])
        connection.execute(PUBLICATION.update().where(PUBLICATION.c.id == id).values(values))


def downgrade() -> None:
    """Bring the tables back."""
    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.drop_column("credit")
        batch_op.drop_column("caption")
        batch_op.drop_column("alt")
        batch_op.drop_column("kept")
        batch_op.drop_column("token")

    with op.batch_alter_table("video", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_video_user_id_user"), type_="foreignkey")
        batch_op.drop_column("taken_down_at")
        batch_op.drop_column("user_id")
        batch_op.drop_column("created_at")
        batch_op.drop_column("original_name")
        batch_op.drop_column("title")

    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_user_role"), type_="check")
        batch_op.drop_column("disabled_at")
        batch_op.drop_column("recovery_codes")
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_secret")
        batch_op.drop_column("password_changed_at")
        batch_op.drop_column("password_hash")
        batch_op.drop_column("language")
        batch_op.drop_column("languages")
        batch_op.drop_column("role")

    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_text_review_by_id_user"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_text_review"), type_="check")
        batch_op.drop_column("shared")
        batch_op.drop_column("review_by_id")
        batch_op.drop_column("review_at")
        batch_op.drop_column("review_item_version")
        batch_op.drop_column("review_version")
        batch_op.drop_column("review")

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_revision_kind"), type_="check")
        batch_op.drop_column("credit")
        batch_op.drop_column("caption")
        batch_op.drop_column("alt")
        batch_op.drop_column("details")
        batch_op.drop_column("kind")

    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_publication_media_id_media"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_publication_approved_by_id_user"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_publication_campaign_id_campaign"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_publication_series_id_series"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_publication_video_id_video"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_publication_topic_id_topic"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_publication_video_id"))
        batch_op.drop_index("ix_publication_topic_newest")
        batch_op.drop_index(batch_op.f("ix_publication_together"))
        batch_op.drop_index(batch_op.f("ix_publication_series_id"))
        batch_op.drop_index(batch_op.f("ix_publication_media_id"))
        batch_op.drop_index("ix_publication_campaign_newest")
        batch_op.drop_column("file_ids")
        batch_op.drop_column("people")
        batch_op.drop_column("place")
        batch_op.drop_column("video_id")
        batch_op.drop_column("media_id")
        batch_op.drop_column("series_id")
        batch_op.drop_column("campaign_id")
        batch_op.drop_column("topic_id")
        batch_op.drop_column("kind")
        batch_op.drop_column("approved_by_id")
        batch_op.drop_column("together")

    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_media_user_id_user"), type_="foreignkey")
        batch_op.drop_column("taken_down_at")
        batch_op.drop_column("user_id")
        batch_op.drop_column("original_name")

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_item_created_by_id_user"), type_="foreignkey")
        batch_op.drop_column("taken_down_at")
        batch_op.drop_column("created_by_id")
        batch_op.drop_column("version")

    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_file_user_id_user"), type_="foreignkey")
        batch_op.drop_column("taken_down_at")
        batch_op.drop_column("user_id")
        batch_op.drop_column("created_at")
        batch_op.drop_column("original_name")
        batch_op.drop_column("version")

    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_text_id"))

    op.drop_table("remark")
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presence_item_id"))

    op.drop_table("presence")
    op.drop_table("file_version")
    op.drop_table("dismissal")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_media_id"))
        batch_op.drop_index(batch_op.f("ix_consent_item_id"))

    op.drop_table("consent")
    with op.batch_alter_table("take_down", schema=None) as batch_op:
        batch_op.drop_index("ix_take_down_subject")

    op.drop_table("take_down")
    op.drop_table("one_time_link")
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_device_user_id"))

    op.drop_table("known_device")
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_session_user_id"))

    op.drop_table("desk_session")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempt_address")
        batch_op.drop_index("ix_sign_in_attempt_account")

    op.drop_table("sign_in_attempt")
    with op.batch_alter_table("missed_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_missed_address_last_at"))

    op.drop_table("missed_address")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_user_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
