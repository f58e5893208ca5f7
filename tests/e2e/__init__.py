"""Journeys of real people in a real browser, on the real server."""
