"""The shell: everything that touches the web, the database, the clock or the disk."""
