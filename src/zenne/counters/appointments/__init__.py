"""Appointments: free slots, holds and bookings."""
