"""The translation desk: what is missing or outdated in each language, drafts, publications with history, edits.

An edit is a text that was published here and differs from what the city folder says. It is laid over the folder's text
whenever the folder is loaded, until the folder says the same.
"""
