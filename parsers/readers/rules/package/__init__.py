"""A lump of usage for a lump sum."""
