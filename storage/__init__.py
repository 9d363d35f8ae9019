"""Remember: the only door to the database and the archive."""
