"""One module or package per family, found by its name; each holds that family's one adapter."""
