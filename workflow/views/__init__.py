"""Pages and steps: one blueprint per subject."""
