"""What can go wrong with the memory: each error says what to do next."""


class StoreError(Exception):
    """The store cannot do what was asked; the message says what to do next."""


class WrongUrl(StoreError):
    """The setting [store] url names no database we can use."""


class Busy(StoreError):
    """Somebody else holds the lock."""


class NewerSchema(StoreError):
    """The database was written by a newer resalewatch."""


class ReadOnly(StoreError):
    """The database or its folder cannot be written."""


class Unavailable(StoreError):
    """The database is locked, gone or not reachable."""


class Damaged(StoreError):
    """The file is not a database, or no longer a whole one."""


class RunOutOfOrder(StoreError):
    """A read older than what is already remembered of its source."""


class Unknown(StoreError):
    """No run, visit, channel, alert, lead or dispatch of that name."""
