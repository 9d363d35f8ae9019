"""Show: the night on one page, the market on another."""
