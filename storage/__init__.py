"""REMEMBER: the only door to the database and the archive."""

from storage.errors import (
    Busy,
    Damaged,
    NewerSchema,
    ReadOnly,
    RunOutOfOrder,
    StoreError,
    Unavailable,
    Unknown,
)
from storage.store import Store

__all__ = [
    "Busy",
    "Damaged",
    "NewerSchema",
    "ReadOnly",
    "RunOutOfOrder",
    "Store",
    "StoreError",
    "Unavailable",
    "Unknown",
]
