"""What an operator relies on, seen from outside: a real server with real processes."""
