"""How many sellers a night finds among strangers: a generated web, the real score and limits."""
