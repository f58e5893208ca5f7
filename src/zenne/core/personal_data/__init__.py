"""What each table with personal data is for, on what ground, and for how long: declared beside the table itself.

Every model of the installation is either declared as personal data or as holding none; a test sees to it. The room is
low, so that every house can declare; what is done with the declarations (the register, erasure, a person's copy) is
done above, in ``zenne.core.rights``.
"""
