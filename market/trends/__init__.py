"""From prices to numbers about the market: observations, levels, indices. Pure; natural logs."""
