"""What is done with the plan of a branch."""
