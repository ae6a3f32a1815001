"""The source of a story may be another one than it began with, and its texts are turned round."""

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("began_in", sa.String(length=20), nullable=False, server_default="")
        )
    op.create_table(
        "turned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("source_language", sa.String(length=20), nullable=False),
        sa.Column("readers", sa.Boolean(), nullable=False),
        sa.Column("made", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_turned_revision_id_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turned")),
        sa.UniqueConstraint(
            "revision_id",
            "source_language",
            "readers",
            name=op.f("uq_turned_revision_id_source_language_readers"),
        ),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("turned")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_column("began_in")
