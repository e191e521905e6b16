"""The fictional people and stories of the demo and of the tests."""
