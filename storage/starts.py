"""Since when each source tells of channels: what it showed then may be older than we know."""

from sqlalchemy import func, select, union_all

from storage.tables import APPEARANCE, MENTION

# Who shows or names whom, and since when.
SIGNS = union_all(
    select(APPEARANCE.c.source, APPEARANCE.c.channel, APPEARANCE.c.first_seen),
    select(MENTION.c.source, MENTION.c.channel, MENTION.c.first_seen),
).subquery()

# By source, its first night.
STARTS = (
    select(SIGNS.c.source, func.min(SIGNS.c.first_seen).label("on"))
    .group_by(SIGNS.c.source)
    .subquery()
)
