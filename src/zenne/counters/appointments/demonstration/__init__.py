"""What the demonstration invents: who works at the counters, when, and what is booked already."""
