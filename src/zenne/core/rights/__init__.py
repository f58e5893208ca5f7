"""The rights of people over their data: the register of processing, a copy of what is kept, and its erasure.

All of it comes from the declarations in ``zenne.core.personal_data``: what a house declares is in the register, in the
copy and in the erasure, without another line of code.
"""
