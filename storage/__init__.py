"""REMEMBER: the only door to the database and the archive."""

from typing import TYPE_CHECKING, Any

from storage.errors import (
    Busy,
    Damaged,
    NewerSchema,
    ReadOnly,
    RunOutOfOrder,
    StoreError,
    Unavailable,
    Unknown,
    WrongUrl,
)

if TYPE_CHECKING:
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
    "WrongUrl",
]


def __getattr__(name: str) -> Any:
    """``Store`` when it is first asked for: the crawler needs only the archive, and loading the
    database libraries would take more than half of its start.
    """
    if name != "Store":
        raise AttributeError(name)
    from storage.store import Store  # noqa: PLC0415

    return Store
