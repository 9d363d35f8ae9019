"""The trends people ask for, one topic a module: ``of(memory, on)`` answers with frozen values."""
