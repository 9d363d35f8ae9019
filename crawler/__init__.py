"""Fetch: politely, understanding nothing."""
