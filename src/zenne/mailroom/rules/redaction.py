"""National numbers and bank accounts, made unreadable before a text goes into a log or a statistic."""

import re
from typing import Final

NATIONAL_NUMBER: Final = re.compile(r"(?<!\d)(\d{2})[ .]?(\d{2})[ .]?(\d{2})[ .-]{0,3}(\d{3})[ .-]?(\d{2})(?!\d)")
ACCOUNT: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
NOT_OF_A_NUMBER: Final = re.compile(r"[^A-Za-z0-9]")
NUMBER_SHOWN: Final = "[national number]"
ACCOUNT_SHOWN: Final = "[bank account]"
LETTERS_AS_DIGITS: Final = 55
"""“A” stands for 10 in an account number (ISO 13616)."""
SHORTEST_ACCOUNT: Final = 15


def redacted(text: str) -> str:
    """The text with a word for each national number (its check digits are right) and each bank account (ISO 13616)."""
    return NATIONAL_NUMBER.sub(without_number, ACCOUNT.sub(without_account, text))


def without_number(found: re.Match[str]) -> str:
    digits = "".join(found.groups())
    return NUMBER_SHOWN if is_national_number(digits) else found.group()


def is_national_number(digits: str) -> bool:
    """Whether the last two of eleven digits check the others, for a birth before or after 2000."""
    check = int(digits[9:])
    return check in {97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97}


def without_account(found: re.Match[str]) -> str:
    """Hide the longest beginning that is an account: words may follow it without anything between."""
    written = found.group()
    ends = [at for at in range(len(written), 0, -1) if at == len(written) or not written[at].isalnum()]
    for at in ends:
        if is_account(NOT_OF_A_NUMBER.sub("", written[:at])):
            return ACCOUNT_SHOWN + written[at:]
    return written


def is_account(number: str) -> bool:
    if len(number) < SHORTEST_ACCOUNT:
        return False
    turned = (number[4:] + number[:4]).upper()
    digits = "".join(each if each.isdigit() else str(ord(each) - LETTERS_AS_DIGITS) for each in turned)
    return int(digits) % 97 == 1
