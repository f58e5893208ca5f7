"""Letters: each kept once and whole, in its conversation, with the day by which it is answered."""
