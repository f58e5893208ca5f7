"""The outbox: e-mail, text messages and calls of other programs, written with the fact and delivered by a worker.

A message is written in the transaction of what it tells, so it leaves if, and only if, that is committed. Delivery is
at least once and never twice knowingly: where a connection broke off after the last word was sent, the message is shown
to people as uncertain, and they decide.
"""
