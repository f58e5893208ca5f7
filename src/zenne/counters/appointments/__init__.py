"""Appointments: free slots, holds, bookings, and the list of those who want an earlier one."""
