"""What became of letters, week by week, in rows that outlive them, and as a data set of the city."""
