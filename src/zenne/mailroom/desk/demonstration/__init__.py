"""Invented letters of a demonstration: who writes, what about, and what they are answered."""
