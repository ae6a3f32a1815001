"""Beside an editor's answer a place for what somebody else proposes: neither takes the other's."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ONE, EACH = ["text_id", "fingerprint"], ["text_id", "fingerprint", "confirmed"]
NAME = "uq_answer_"


def upgrade() -> None:
    """Bring the tables forward."""
    _change(ONE, EACH)


def downgrade() -> None:
    """Take them back; of two answers the editor's stays."""
    answer = sa.table("answer", *map(sa.column, EACH))
    confirmed = answer.alias()
    other = sa.exists().where(
        confirmed.c.text_id == answer.c.text_id,
        confirmed.c.fingerprint == answer.c.fingerprint,
        confirmed.c.confirmed == sa.true(),
    )
    op.execute(answer.delete().where(answer.c.confirmed == sa.false(), other))
    _change(EACH, ONE)


def _change(former: list[str], now: list[str]) -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME + "_".join(former)), type_="unique")
        batch_op.create_unique_constraint(op.f(NAME + "_".join(now)), now)
