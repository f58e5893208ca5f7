"""The mailroom: from a letter that arrives to an answer that is sent, nothing lost and nothing twice.

Its rooms, each standing on those before it: ``rules`` (pure), ``letters`` (what came, in conversations), ``intake``
(the ways in which it comes) beside ``routing``, ``answers`` (what goes back, and by when), ``desk`` (pages of teams)
beside ``figures`` (what became of letters).
"""
