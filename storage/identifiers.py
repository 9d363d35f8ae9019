"""Values that say which channels belong together, as each source shows them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select, update

from storage.identity import Resolved
from storage.occasion import Occasion
from storage.tables import IDENTIFIER
from storage.writer import Writer

_Key = tuple[str, str, str]  # channel, kind, value


def remember(writer: Writer, occasion: Occasion, found: Sequence[Resolved]) -> None:
    """Identifiers and handles shown tonight; a believable read closes the others."""
    shown = _shown(found)
    mine = select(IDENTIFIER).where(IDENTIFIER.c.source == occasion.source)
    known = {
        (row.channel, row.kind, row.value): row.gone_on for row in writer.connection.execute(mine)
    }
    fresh = [key for key in sorted(shown) if key not in known]
    writer.add(IDENTIFIER, [_row(occasion, key, shown[key]) for key in fresh])
    _set_gone(writer, occasion, [key for key in shown if known.get(key)], None)
    if occasion.healthy:
        left = [key for key, gone_on in known.items() if gone_on is None and key not in shown]
        _set_gone(writer, occasion, left, occasion.on)


def _shown(found: Sequence[Resolved]) -> dict[_Key, bool]:
    shown: dict[_Key, bool] = {}
    for one in found:
        for (kind, value), strong in one.marks.identifiers:
            key = (one.channel, kind, value)
            shown[key] = shown.get(key, False) or strong
    return shown


def _row(occasion: Occasion, key: _Key, strong: bool) -> dict[str, object]:
    channel, kind, value = key
    row = {"source": occasion.source, "channel": channel, "kind": kind, "value": value}
    return {**row, "strong": strong, "first_seen": occasion.on}


def _set_gone(writer: Writer, occasion: Occasion, keys: Sequence[_Key], gone: date | None) -> None:
    statement = update(IDENTIFIER).where(
        IDENTIFIER.c.source == occasion.source,
        IDENTIFIER.c.channel == bindparam("of"),
        IDENTIFIER.c.kind == bindparam("a"),
        IDENTIFIER.c.value == bindparam("is"),
    )
    rows = [{"of": channel, "a": kind, "is": value} for channel, kind, value in sorted(keys)]
    writer.change(statement.values(gone_on=gone), rows)
