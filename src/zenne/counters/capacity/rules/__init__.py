"""Steps of time and what is free in them."""
