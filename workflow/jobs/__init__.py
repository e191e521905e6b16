"""Work done after the answer was sent."""
