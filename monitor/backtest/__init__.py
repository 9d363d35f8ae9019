"""Dated snapshots played through the pipeline as nights, and scored against what is known."""
