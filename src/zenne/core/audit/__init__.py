"""What happened: a log to which rows are only ever added, each bound to the one before it by a hash.

A record is written in the transaction of the fact. The database itself gives it its place in the chain, at the end of
the transaction, and refuses to change or remove it. Who looked at a person's data, and for what, is read from here.
"""
