"""Credit given for nothing or on top."""
