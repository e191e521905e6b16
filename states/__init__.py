"""The procedure: states, steps, guards, words and working-day clocks. Pure: no web, database or clock."""
