"""What a buyer pays, said in prose."""
