"""From which language and which file a suggestion came, so that somebody can decide about it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = {"source_language": 20, "file": 200}


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        for name, length in COLUMNS.items():
            column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
            batch_op.add_column(column)


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        for name in COLUMNS:
            batch_op.drop_column(name)
