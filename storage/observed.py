"""One ratio per channel, cell and period: what trends are reckoned from."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select

from market.trends.cells import ALL, Cell
from market.trends.observation import Observation
from storage import runs
from storage.tables import OBSERVATION, OPERATOR_MEMBER
from storage.writer import Found, Writer

_KEY = OBSERVATION.primary_key.columns.keys()
_CELL = ("access", "unit", "provider", "tier", "supply")
_BATCH = 5_000


def keep(
    writer: Writer, period: date, observations: Iterable[Observation], run_id: str | None = None
) -> int:
    """Remember a period as given, and nothing else of it; how many rows that changed."""
    before = writer.rows
    there = {_key(row): dict(row._mapping) for row in _rows(writer.connection, period)}
    wanted = {_key_of(one): _row(one) for one in observations}
    gone = [dict(zip(_KEY, key, strict=True)) for key in there.keys() - wanted.keys()]
    changed = [wanted[key] for key in there.keys() & wanted.keys() if there[key] != wanted[key]]
    stale = gone + [{name: row[name] for name in _KEY} for row in changed]
    if stale:
        match = [OBSERVATION.c[name] == bindparam(f"of_{name}") for name in _KEY]
        named = [{f"of_{name}": value for name, value in row.items()} for row in stale]
        writer.change(delete(OBSERVATION).where(*match), named)
    new = [wanted[key] for key in sorted(wanted.keys() - there.keys())]
    writer.add(OBSERVATION, changed + new)
    wrote = writer.rows - before
    if run_id is not None and wrote:
        runs.add_rows(writer, run_id)
    return wrote


def hand_over(writer: Writer, keep: str, lose: str) -> None:
    """Weeks of a channel that is part of another now; where both are, the kept one's count."""
    both = select(OBSERVATION).where(OBSERVATION.c.channel.in_((keep, lose)))
    rows = [dict(row._mapping) for row in writer.connection.execute(both)]
    if not any(row["channel"] == lose for row in rows):
        return
    there = {_place_of(row) for row in rows if row["channel"] == keep}
    writer.change(delete(OBSERVATION).where(OBSERVATION.c.channel == lose))
    lost = [row for row in rows if row["channel"] == lose and _place_of(row) not in there]
    writer.add(OBSERVATION, [{**row, "channel": keep} for row in lost])


def _place_of(row: Mapping[str, object]) -> tuple[object, ...]:
    return (row["period"], *(row[name] for name in _CELL))


def between(
    connection: Connection, since: date, until: date, cell: Cell | None = None
) -> Iterator[Observation]:
    """Observations of the periods that begin between two days, both included, oldest first,
    then by cell and channel. A period at a time is in memory.

    Each with the operator its channel is believed to have now.
    """
    wanted = select(*OBSERVATION.c, OPERATOR_MEMBER.c.operator).outerjoin(
        OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == OBSERVATION.c.channel
    )
    told = wanted.where(*_of_periods(connection, since, until, cell), *_within(cell))
    rows = connection.execution_options(yield_per=_BATCH).execute(told.order_by("period"))
    # by code points, as databases disagree about the order of words
    for _, same in groupby(map(_observation, rows), key=attrgetter("period")):
        yield from sorted(same, key=_place)


def of_channel(connection: Connection, channel: str) -> list[Observation]:
    """Everything one channel showed, oldest first."""
    wanted = select(*OBSERVATION.c, OPERATOR_MEMBER.c.operator).outerjoin(
        OPERATOR_MEMBER, OPERATOR_MEMBER.c.channel == OBSERVATION.c.channel
    )
    found = wanted.where(OBSERVATION.c.channel == channel)
    return sorted(
        map(_observation, connection.execute(found)), key=lambda one: (one.period, _place(one))
    )


def periods(connection: Connection) -> list[date]:
    """The periods of which anything was observed, oldest first."""
    # from one to the next by the key: DISTINCT would read every row that ever was
    first = select(func.min(OBSERVATION.c.period).label("period")).cte("first", recursive=True)
    after = select(func.min(OBSERVATION.c.period)).where(OBSERVATION.c.period > first.c.period)
    found = first.union_all(select(after.scalar_subquery()).where(first.c.period.is_not(None)))
    told = select(found.c.period).where(found.c.period.is_not(None)).order_by(found.c.period)
    return list(connection.scalars(told))


def breadth(connection: Connection, since: date, until: date) -> dict[date, int]:
    """Of how many channels anything was observed in each period, oldest first."""
    channels = select(OBSERVATION.c.period, func.count(OBSERVATION.c.channel.distinct()))
    told = channels.where(OBSERVATION.c.period.between(since, until))
    rows = connection.execute(told.group_by(OBSERVATION.c.period).order_by("period"))
    return {row.period: row[1] for row in rows}


def markets(connection: Connection, since: date, until: date) -> dict[tuple[str, str], list[date]]:
    """By access and unit, the periods of which anything was observed, oldest first."""
    told = select(OBSERVATION.c.access, OBSERVATION.c.unit, OBSERVATION.c.period).distinct()
    found: dict[tuple[str, str], list[date]] = {}
    for row in connection.execute(told.where(OBSERVATION.c.period.between(since, until))):
        found.setdefault((row.access, row.unit), []).append(row.period)
    return {pair: sorted(found[pair]) for pair in sorted(found)}


def _place(one: Observation) -> tuple[Cell, str]:
    return one.cell, one.channel


def _of_periods(
    connection: Connection, since: date, until: date, cell: Cell | None
) -> Iterator[ColumnElement[bool]]:
    """Of one cell each period by itself: the key leads there past all other cells."""
    if cell is None:
        yield OBSERVATION.c.period.between(since, until)
    else:
        told = [period for period in periods(connection) if since <= period <= until]
        yield OBSERVATION.c.period.in_(told)


def _within(cell: Cell | None) -> list[ColumnElement[bool]]:
    told = [] if cell is None else [(name, getattr(cell, name)) for name in _CELL]
    return [OBSERVATION.c[name] == value for name, value in told if value != ALL]


def _rows(connection: Connection, period: date) -> Iterator[Found]:
    yield from connection.execute(select(OBSERVATION).where(OBSERVATION.c.period == period))


def _key(row: Found) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _KEY)


def _key_of(one: Observation) -> tuple[object, ...]:
    return (one.period, *(getattr(one.cell, name) for name in _CELL), one.channel)


def _row(one: Observation) -> dict[str, object]:
    return {
        **dict(zip(_KEY, _key_of(one), strict=True)),
        "log_ratio": one.log_ratio,
        "list_part": one.list_part,
        "fx_part": one.fx_part,
        "lowest": one.lowest,
        "rows": one.rows,
        "nights": one.nights,
        "implausible": one.implausible,
        "exact": one.exact,
        "currency": one.currency,
    }


def _observation(row: Found) -> Observation:
    """By place, in the order of the table's columns: reports read hundreds of thousands."""
    channel = row[6]
    return Observation(row[0], channel, row[-1] or channel, _cell(*row[1:6]), *row[7:-1])


@lru_cache(maxsize=4096)
def _cell(*parts: str) -> Cell:
    return Cell(*parts)
