"""Tables, one file per subject."""
