"""Offers are found by the model they are of."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """An index beside the others; nothing that is there changes."""
    op.create_index("offer_model", "offer", ["provider", "model", "first_seen"], unique=False)
