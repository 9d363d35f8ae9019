"""How long what a trend report asks of the store takes, with three years of nights in it."""
