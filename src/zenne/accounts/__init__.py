"""Accounts: who is asking, and what each may do.

People sign in at an identity provider (OpenID Connect) or with a link in an e-mail; programs show a key. From that
comes one ``Asker`` for each request, with the roles that hold at that moment. What an asker may do is written at each
action, query and view: see ``zenne.core.access``.
"""
