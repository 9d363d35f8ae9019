"""Where we look: sources as added, paused and read so far."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select, update

from market.types import Outcome, Source, SourceKind
from market.wire import decode, encode
from storage.errors import StoreError, Unknown
from storage.tables import SOURCE
from storage.views import SourceState
from storage.writer import Found, Writer


def add(writer: Writer, sources: Iterable[Source], *, on: date, origin: str = "operator") -> int:
    """Adds or updates sources by name; their past stays. Says how many were not there before."""
    known = {state.source.name: state for state in states(writer.connection)}
    wanted = {source.name: source for source in sources}
    for source in wanted.values():
        cadence_days(source.cadence)  # a cadence nobody understands must not come to light at night
    fresh = [_row(source, on, origin) for name, source in wanted.items() if name not in known]
    for name, source in wanted.items():
        if name in known and known[name].source != source:
            writer.change(update(SOURCE).where(SOURCE.c.name == name).values(**_asked(source)))
    writer.add(SOURCE, fresh)
    return len(fresh)


def pause(writer: Writer, name: str, paused: bool) -> None:
    """A paused source is not due."""
    if not writer.change(update(SOURCE).where(SOURCE.c.name == name).values(paused=paused)):
        raise Unknown(f"no source is called {name!r}; `resalewatch sources list` shows them")


def states(connection: Connection) -> list[SourceState]:
    """Every source, by name."""
    rows = connection.execute(select(SOURCE)).all()
    return sorted((_state(row) for row in rows), key=lambda state: state.source.name)


def cadence_days(cadence: str) -> float:
    """ "7d" is 7, "12h" is 0.5; raises StoreError for anything else."""
    amount, unit = cadence[:-1], cadence[-1:]
    if not amount.isdecimal() or unit not in {"d", "h"} or int(amount) == 0:
        raise StoreError(f"cadence {cadence!r} is neither whole days nor whole hours: 1d, 7d, 12h")
    return int(amount) / (1 if unit == "d" else 24)


def _asked(source: Source) -> dict[str, object]:
    return {
        "url": source.url,
        "kind": source.kind.value,
        "family": source.family,
        "cadence": source.cadence,
        "queries": encode(source.queries).decode(),
    }


def _row(source: Source, on: date, origin: str) -> dict[str, object]:
    past = {"failures": 0, "reads": 0, "counts": "[]", "paused": False}
    return {"name": source.name, "origin": origin, "added_on": on, **_asked(source), **past}


def _state(row: Found) -> SourceState:
    counts = tuple(decode(row.counts, list[int]))
    return SourceState(
        source=Source(
            name=row.name,
            url=row.url,
            kind=SourceKind(row.kind),
            family=row.family,
            cadence=row.cadence,
            queries=decode(row.queries, tuple[str, ...]),
        ),
        added_on=row.added_on,
        paused=row.paused,
        origin=row.origin,
        last_planned=row.last_planned,
        last_read=row.last_read,
        last_outcome=Outcome(row.last_outcome) if row.last_outcome else None,
        failures=row.failures,
        reads=row.reads,
        last_count=counts[-1] if counts else None,
        counts=counts,
    )
