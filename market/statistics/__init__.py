"""Index numbers, levels, fences and coverage, as price statisticians reckon them. Pure, on logs."""
