"""Answers that count for readers only once somebody who may publish stands behind them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward; what was answered until now counts for readers as it did."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("unconfirmed", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.drop_column("unconfirmed")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_column("confirmed")
