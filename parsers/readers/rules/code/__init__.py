"""What shops sell, as rows of code, JSON and CSV have it."""
