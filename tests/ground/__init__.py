"""Support for tests: a real PostgreSQL, a real browser, strict HTML, counted queries."""
