"""How text becomes tokens and how a query is read: pure functions, the same for every database."""
