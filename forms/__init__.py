"""What a person fills in, one file per form."""
