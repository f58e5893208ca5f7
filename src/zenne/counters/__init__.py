"""Counters: who can help whom where and when, appointments, and the walk-in queue.

Three rooms, each standing on the one before it: ``capacity`` (what people come for, desks, shifts), ``appointments``
(slots, bookings) and ``queue`` (tickets, calling, waiting times).
"""
