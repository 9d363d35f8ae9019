"""A generated market whose sellers move, copy, vanish and return, played through the store."""
