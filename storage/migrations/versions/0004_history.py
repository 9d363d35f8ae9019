"""Observations by week, and what was published of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Tables beside the others; nothing that is there changes."""
    _observation()
    op.create_table(
        "vintage",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("periods", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "published_period",
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("channels", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("vintage", "period"),
    )
    op.create_table(
        "publication",
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("vintage", "cell", "period"),
    )
    op.create_index("publication_period", "publication", ["vintage", "period"], unique=False)
    op.create_table(
        "cell_weight",
        sa.Column("vintage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("vintage", "year", "cell"),
    )


def _observation() -> None:
    key = ("access", "unit", "provider", "tier", "supply", "channel")
    counted = ("rows", "nights", "implausible", "exact")
    op.create_table(
        "observation",
        sa.Column("period", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in key),
        *(
            sa.Column(name, sa.Double(), nullable=False)
            for name in ("log_ratio", "list_part", "fx_part", "lowest")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counted),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period", *key),
        sqlite_with_rowid=False,
    )
    op.create_index("observation_cell", "observation", [*key[:-1], "period"], unique=False)
    op.create_index("observation_channel", "observation", ["channel", "period"], unique=False)
