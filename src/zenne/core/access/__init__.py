"""Who asks, and what they may do: askers, permissions, and who may use each action and each address.

This room knows no people: whoever keeps accounts makes an ``Asker`` for each request; actions, queries and views say
what an asker needs. A lower module can so protect what it does without knowing how anybody signs in.
"""
