"""Capacity: what people come to the counters for, at which desks, and who is there when."""
