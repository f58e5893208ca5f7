"""What people and desks do in the queue."""
