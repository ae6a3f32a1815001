"""What the checks found of each live story, so that the desk counts them all and is quick."""

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "second_look",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("looked_at", types.UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.String(length=64), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("findings", types.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_second_look_item_id_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_second_look")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("second_look")
