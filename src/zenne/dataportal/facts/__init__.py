"""What the city's own modules measure, as data sets."""
