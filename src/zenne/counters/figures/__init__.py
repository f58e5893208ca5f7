"""Figures of the counters: counted day by day, published as open data, shown as pictures. None is about a person."""
