"""Intake: the ways in which letters come: mailboxes, mail servers, the form, the API, files."""
