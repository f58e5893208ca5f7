"""Short codes for numbers, to type at a kiosk or to say on the telephone.

The number is enciphered with a key of the installation, so that a code says nothing of the one before it, and goes back
to its number without a table: a Feistel network with six rounds (Luby, Rackoff, "How to construct pseudorandom
permutations", SIAM J. Comput. 17, 1988) over 30 bits. It is written in Crockford's base 32, which has no letters that
look like digits. Of a thousand million codes only those of some hundred bookings of a day open anything.
"""

import hashlib
import hmac
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS: Final = str.maketrans("ILO", "110")
LENGTH: Final = 6
HALF_BITS: Final = 15
HALF: Final = (1 << HALF_BITS) - 1
LARGEST: Final = (1 << 2 * HALF_BITS) - 1
ROUNDS: Final = range(6)


def code_for(number: int, *, key: bytes) -> str:
    """The code of a number from 0 to ``LARGEST``, in two groups: ``K7M 4XP``.

    Raises:
        ValueError: the number is outside.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} has no code")
    left, right = number >> HALF_BITS, number & HALF
    for turn in ROUNDS:
        left, right = right, left ^ mixed(right, turn, key)
    rest, letters = left << HALF_BITS | right, ""
    for _ in range(LENGTH):
        rest, last = divmod(rest, len(LETTERS))
        letters = LETTERS[last] + letters
    return f"{letters[:3]} {letters[3:]}"


def number_for(typed: str, *, key: bytes) -> int | None:
    """The number of a code, however it was typed; None when it is no code at all."""
    letters = "".join(letter for letter in typed[:40].upper() if letter.isalnum()).translate(READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number * len(LETTERS) + LETTERS.index(letter)
    left, right = number >> HALF_BITS, number & HALF
    for turn in reversed(ROUNDS):
        left, right = right ^ mixed(left, turn, key), left
    return left << HALF_BITS | right


def mixed(half: int, turn: int, key: bytes) -> int:
    digest = hmac.digest(key, bytes([turn]) + half.to_bytes(2, "big"), hashlib.sha256)
    return int.from_bytes(digest[:2], "big") & HALF
