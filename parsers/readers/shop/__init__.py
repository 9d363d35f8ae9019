"""What a shop says of itself: terms, what is left, what was sold."""
