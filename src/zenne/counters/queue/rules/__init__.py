"""Turns, calls, durations and waiting times: pure functions."""
