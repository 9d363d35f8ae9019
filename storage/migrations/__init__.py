"""Alembic's folder: env.py is run by storage.schema, versions/ are never edited once released."""
