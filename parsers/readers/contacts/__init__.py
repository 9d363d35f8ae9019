"""Where the seller is reached."""
