"""The yardstick: what was read against what people labelled, exact facts only."""
