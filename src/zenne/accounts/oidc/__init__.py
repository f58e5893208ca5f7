"""Signing in at an identity provider: OpenID Connect, authorization code with PKCE.

The steps of the protocol are django-allauth's. Ours is what it leaves out: the nonce, who answers (RFC 9207), the
signature of each answer, five minutes of leeway for clocks, the level of assurance, and what people see when it fails.
"""
