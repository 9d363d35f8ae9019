"""Who shows or names whom: what coverage is reckoned from."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from market.trends.witnesses import Sighting
from market.types import ChannelStatus, SourceKind
from storage.tables import APPEARANCE, CHANNEL, IDENTIFIER, MENTION, OPERATOR_MEMBER, SOURCE

_WHERE = (SOURCE.c.name, SOURCE.c.url, SOURCE.c.kind, SOURCE.c.origin)


def sightings(connection: Connection, since: date, until: date) -> list[Sighting]:
    """What sources showed or named within these days, both included, of channels that sell.

    A name is only counted while the channel itself was there for somebody to show.
    """
    codes = _codes(connection)
    within = _within(since, until)
    there = _there(within, until)
    found = []
    for listed, rows in ((True, _shown(within, there)), (False, _named(there, until))):
        for row in connection.execute(rows):
            code = codes.get((row.name, row.channel), "")
            operator = row.operator or row.channel
            found.append(
                Sighting(
                    row.name, row.url, SourceKind(row.kind), row.origin == "discovered",
                    row.channel, operator, listed, code,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.source, one.channel, not one.listed))


def _within(since: date, until: date) -> ColumnElement[bool]:
    ends = APPEARANCE.c.gone_on
    return and_(APPEARANCE.c.first_seen <= until, or_(ends.is_(None), ends > since))


def _there(within: ColumnElement[bool], until: date) -> Select[str]:
    sells = CHANNEL.c.status != ChannelStatus.NOT_RESALE.value
    seen = select(APPEARANCE.c.channel).join(CHANNEL, CHANNEL.c.key == APPEARANCE.c.channel)
    return seen.where(within, sells, CHANNEL.c.first_listed <= until)


def _shown(within: ColumnElement[bool], there: Select[str]) -> "Select[*tuple[object, ...]]":
    found = select(*_WHERE, APPEARANCE.c.channel, OPERATOR_MEMBER.c.operator)
    joined = found.join(SOURCE, SOURCE.c.name == APPEARANCE.c.source).outerjoin(
        OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == APPEARANCE.c.channel
    )
    return joined.where(within, APPEARANCE.c.channel.in_(there))


def _named(there: Select[str], until: date) -> "Select[*tuple[object, ...]]":
    found = select(*_WHERE, MENTION.c.channel, OPERATOR_MEMBER.c.operator).distinct()
    joined = found.join(SOURCE, SOURCE.c.name == MENTION.c.source).outerjoin(
        OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == MENTION.c.channel
    )
    return joined.where(MENTION.c.first_seen <= until, MENTION.c.channel.in_(there))


def _codes(connection: Connection) -> dict[tuple[str, str], str]:
    codes = select(IDENTIFIER.c.source, IDENTIFIER.c.channel, IDENTIFIER.c.value).where(
        IDENTIFIER.c.kind == "affiliate_code"
    )
    ordered = codes.order_by(IDENTIFIER.c.value)
    return {(row.source, row.channel): row.value for row in connection.execute(ordered)}
