"""The rules against worked cases, an independent oracle, broken twins of themselves, and odd input."""
