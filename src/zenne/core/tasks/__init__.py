"""Work that goes on in the background and never gets lost: what waits, runs, failed; when what begins by itself.

It stands on the tables of django-tasks' database backend and adds what these lack: a failed attempt is made again, a
job whose worker died is given back, a job is written once per key, and its effect in the database and the mark that it
is done are one transaction. A job is one row; a worker is a process of ``./zenne work``.
"""
