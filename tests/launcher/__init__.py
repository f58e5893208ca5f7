"""The launcher as its user meets it: real processes on small projects made for the occasion."""
