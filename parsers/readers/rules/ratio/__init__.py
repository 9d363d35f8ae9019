"""Multipliers, and what a credited dollar costs as equation or ratio."""
