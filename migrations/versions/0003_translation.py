"""What translating needs: ids of paragraphs, what was made from what, hand-outs, credit."""

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer(), nullable=False)


def _user() -> sa.Column:
    return sa.Column("user_id", sa.Integer(), nullable=True)


def _subject() -> list[sa.Column]:
    return [
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
    ]


def _users(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id_user"))


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "answer",
        _id(),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        _user(),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["text.id"], name=op.f("fk_answer_text_id_text"), ondelete="CASCADE"
        ),
        _users("answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("text_id", "fingerprint", name=op.f("uq_answer_text_id_fingerprint")),
    )
    op.create_table(
        "origin",
        _id(),
        *_subject(),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("source_language", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
        sa.UniqueConstraint(
            *("subject", "subject_id", "unit", "language"),
            name=op.f("uq_origin_subject_subject_id_unit_language"),
        ),
    )
    op.create_table(
        "handout",
        _id(),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("source_language", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("created_at", types.UTCDateTime(), nullable=False),
        _user(),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("closed_at", types.UTCDateTime(), nullable=True),
        _users("handout"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sa.UniqueConstraint("token", name=op.f("uq_handout_token")),
    )
    op.create_index(op.f("ix_handout_language"), "handout", ["language"], unique=False)
    op.create_table(
        "handed_out",
        _id(),
        sa.Column("handout_id", sa.Integer(), nullable=False),
        *_subject(),
        sa.Column("units", types.Json(), nullable=False),
        sa.Column("returned_at", types.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            *(["handout_id"], ["handout.id"]),
            name=op.f("fk_handed_out_handout_id_handout"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_out")),
        sa.UniqueConstraint(
            *("handout_id", "subject", "subject_id"),
            name=op.f("uq_handed_out_handout_id_subject_subject_id"),
        ),
    )
    op.create_index("ix_handed_out_subject", "handed_out", ["subject", "subject_id"], unique=False)
    op.create_table(
        "suggestion",
        _id(),
        *_subject(),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("translation", sa.Text(), nullable=False),
        _user(),
        sa.Column("at", types.UTCDateTime(), nullable=False),
        _users("suggestion"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint(
            *("subject", "subject_id", "language", "unit"),
            name=op.f("uq_suggestion_subject_subject_id_language_unit"),
        ),
    )
    for table in ("revision", "working_copy"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(_filled("paragraphs", types.Json(), "[]"))
            batch_op.add_column(_filled("made", types.Json(), "{}"))
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("translated_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_publication_translated_by_id_user"), "user", ["translated_by_id"], ["id"]
        )
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.add_column(_filled("behind", sa.Integer(), "0"))
        batch_op.create_index(batch_op.f("ix_text_behind"), ["behind"], unique=False)
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(_filled("credited", sa.String(length=10), ""))
        batch_op.add_column(_filled("pen_name", sa.String(length=200), ""))
        batch_op.create_check_constraint(
            op.f("ck_user_credited"), "credited IN ('', 'name', 'pen')"
        )


def _filled(name: str, type: sa.types.TypeEngine, default: str) -> sa.Column:
    """A column that the rows of today get a value in."""
    return sa.Column(name, type, nullable=False, server_default=default)


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_user_credited"), type_="check")
        batch_op.drop_column("pen_name")
        batch_op.drop_column("credited")
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_behind"))
        batch_op.drop_column("behind")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_publication_translated_by_id_user"), type_="foreignkey")
        batch_op.drop_column("translated_by_id")
    for table in ("working_copy", "revision"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("made")
            batch_op.drop_column("paragraphs")
    for table in ("suggestion", "handed_out", "handout", "origin", "answer"):
        op.drop_table(table)
