"""What searches ask, and how far from a source an address was mentioned."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Sources that ask nothing, and mentions that stood on a source's own pages."""
    op.add_column("source", sa.Column("queries", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("mention", sa.Column("depth", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("channel_first_seen", "channel", ["first_seen"], unique=False)
