"""Counters: who can help whom where and when, appointments, and the walk-in queue.

Three rooms, each standing on the one before it: ``capacity`` (what people come for, desks, shifts), ``appointments``
(slots, bookings, the list for earlier places) and ``queue`` (tickets, calling, waiting times).
"""
