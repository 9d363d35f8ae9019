"""What a buyer may use, and what a seller can deliver."""
