"""The workforce: who works at the city's counters, in which team, which languages they speak, and what they can do."""
