"""The walk-in queue: tickets, who a desk calls next, how long people wait, and what the room shows."""
