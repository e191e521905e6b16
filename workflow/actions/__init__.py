"""Verbs: each changes the database inside the caller's transaction."""
