"""The ground: a row of small rooms without city words, each with its own face.

    rights      the register of processing, a person's copy of their data, erasure
    audit       what happened, in a chain that shows every change
    events      facts that travel upwards
    search      one full-text index for all modules
    calendar    working days, working hours, opening hours
    rest        what all operations of the API share
    content     the version of what people read, and pages kept per version
    personal_data   what each table with personal data is for, and how long
    languages   texts in several languages

A room imports only from rooms below it. Others import ``zenne.core.<room>.public``.
"""
