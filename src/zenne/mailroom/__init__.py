"""The mailroom: letters to the city, kept whole, each once, with the day by which they are answered."""
