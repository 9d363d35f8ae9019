"""Whether a listing is laid out as only shops lay out their goods: what it asks beside what others
ask or what it asked before, with what is left or was sold.
"""

from parsers.readers.around import Said
from parsers.readers.rules.code.records import records
from parsers.readers.rules.table import flat, grid
from parsers.readers.rules.table.heads import PRICED

_FIELDS = ("old", "sale", "stock", "sold", "partner")
_COLUMNS = frozenset({"official", "average", "saving", "stock", "sold"})
_ROWS = 20  # rows looked at


def is_catalogue(told: Said) -> bool:
    """Whether a record or a table tells more than a price that anybody may quote."""
    return _has_fields(told) or _has_columns(told)


def _has_fields(told: Said) -> bool:
    found = records(told.text.folded.original)[:_ROWS]
    return any(record.all("price", "sale") and record.all(*_FIELDS) for record in found)


def _has_columns(told: Said) -> bool:
    for count, row in enumerate((*grid.barred(told), *flat.rows(told))):
        roles = {head.role for head in row.heads}
        own = any(not head.role or head.role in PRICED for head in row.heads[1:])
        if own and _COLUMNS & roles:
            return True
        if count > _ROWS:
            break
    return False
