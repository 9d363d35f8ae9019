"""One spelling for many, and the words of the vocabularies in it."""
