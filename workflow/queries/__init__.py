"""Questions: they only read, and always in a stated order."""
