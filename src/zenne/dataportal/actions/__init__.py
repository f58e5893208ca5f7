"""What is done with data sets: one file each."""
