"""The mailroom: letters that people write to the city, kept whole, each once, with the day by which they are answered."""
