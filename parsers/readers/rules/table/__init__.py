"""What the cells of tables mean under their heads."""
