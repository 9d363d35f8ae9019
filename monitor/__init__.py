"""Compose: settings, nightly, health, schedule, command line."""
