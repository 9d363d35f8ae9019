"""How the buyer pays."""
