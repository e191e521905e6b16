"""Who may open which route: the audiences, and one table in five parts."""
