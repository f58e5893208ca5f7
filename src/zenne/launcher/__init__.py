"""The launcher: from a fresh clone to a running city with one command.

It runs before anything is installed, so it uses the standard library only and imports nothing of the rest of Zenne.
Each step leaves a stamp when it is finished; a step without a valid stamp is done again, so an interrupted start
is repaired by the next one.
"""
