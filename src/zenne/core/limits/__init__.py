"""How often something may be done: sliding windows by address and by key, counted for all server processes together."""
