"""Files made for people outside the system."""
