"""Tests. What they stand on lies in `ground`."""
