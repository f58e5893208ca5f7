"""Steps of time, what is free in them, and where visits can begin: whole numbers only."""
