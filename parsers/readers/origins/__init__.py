"""Where the access comes from, as the seller puts it."""
