"""The day on which an answer comes, from what lies there and how fast it goes, at a chosen confidence."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

CONFIDENCE: Final = 0.9
LONGEST_DAYS: Final = 60
"""Working days beyond which no day is named: three months."""
FEWEST_TO_LEARN_FROM: Final = 20
SILENT_DAYS: Final = 10
"""Working days without any answer, after which nobody is taken to be in: two weeks."""
USUAL_ANSWERS_A_DAY: Final = 6
"""What one person answers in a day beside other work, while nothing is known of a team."""


def days_of_queue(
    *, before: int, paces: Sequence[int], present: Sequence[float] = (), confidence: float = CONFIDENCE
) -> int | None:
    """In how many working days a letter is answered that has ``before`` others before it.

    Each day goes as fast as one of the days behind us, whichever: the chance that some days together are not enough is
    their convolution, exactly. None when it takes longer than ``LONGEST_DAYS``, or nobody answers anything.

    Args:
        paces: how many letters were answered on each of the last working days.
        present: the share of the team that is there on each of the first days to come; on later ones all are.
        confidence: the share of such promises that are to hold.
    """
    if not any(pace > 0 for pace in paces):
        return None
    wanted = before + 1
    days = {share: day_with(share, paces, wanted=wanted) for share in {*present, 1.0}}
    done = np.zeros(wanted)
    done[0] = 1.0
    for day in range(1, LONGEST_DAYS + 1):
        share = present[day - 1] if day <= len(present) else 1.0
        done = np.convolve(done, days[share])[:wanted]
        if float(done.sum()) <= 1 - confidence + 1e-9:
            return day
    return None


def day_with(share: float, paces: Sequence[int], *, wanted: int) -> NDArray[np.float64]:
    """The chances of how many letters are answered on a day on which such a share of the team is there."""
    counts = Counter(min(math.floor(pace * share + 1e-9), wanted) for pace in paces)
    a_day = np.zeros(wanted + 1)
    for pace, times in counts.items():
        a_day[pace] = times / len(paces)
    return a_day


def stretched(days: int, present: Sequence[float]) -> int:
    """In how many days as much is done as in some days on which all are there."""
    done = 0.0
    for number, share in enumerate(present[:LONGEST_DAYS], start=1):
        done += share
        if done >= days - 1e-9:
            return number
    return min(len(present), LONGEST_DAYS) + math.ceil(days - done - 1e-9)


def learned_days(lasted: Sequence[int], *, confidence: float = CONFIDENCE) -> int:
    """In how many working days such a share of letters about the same was answered; 0 while too few were."""
    if len(lasted) < FEWEST_TO_LEARN_FROM:
        return 0
    ranked = sorted(lasted)
    return ranked[min(math.ceil(confidence * (len(ranked) + 1)), len(ranked)) - 1]


def grown_days(*, before: int, paces: Sequence[int], team_lasted: Sequence[int]) -> int:
    """By how many working days the queue is now longer than it was for half of the letters that were answered last.

    What is learned of a kind of question contains the queue of that time, so it falls short while letters pile up.
    """
    if len(team_lasted) < FEWEST_TO_LEARN_FROM:
        return 0
    now = days_of_queue(before=before, paces=paces, confidence=0.5) or LONGEST_DAYS
    return max(now - max(sorted(team_lasted)[len(team_lasted) // 2], 1), 0)


def paces_of(answered: Sequence[int], *, people: int) -> list[int]:
    """How fast a team goes: as it went, once that says something; until then as such a team usually does."""
    if sum(answered) >= FEWEST_TO_LEARN_FROM:
        return list(answered)
    return [people * USUAL_ANSWERS_A_DAY]


def is_silent(*, waited: int, since_answer: int | None) -> bool:
    """Whether nobody seems to be in: nothing was answered for two weeks, while a letter waited all that time.

    Args:
        waited: how many working days the oldest letter has waited.
        since_answer: how many have passed since the last answer; None when there was none.
    """
    return waited >= SILENT_DAYS and (since_answer is None or since_answer >= SILENT_DAYS)


def promised_days(  # noqa: PLR0913 - all that is known of a team
    *,
    before: int,
    answered: Sequence[int],
    people: int,
    lasted: Sequence[int],
    team_lasted: Sequence[int] = (),
    present: Sequence[float] = (),
    confidence: float = CONFIDENCE,
) -> int | None:
    """In how many working days the answer comes, at most ``LONGEST_DAYS``; None where nobody answers anything.

    Args:
        before: letters of the team that came earlier and wait.
        answered: how many letters the team answered on each of the last working days.
        people: how many there are in the team.
        lasted: how many working days each of the last answers about the same took.
        team_lasted: how many each of the last answers of the team took, about whatever.
        present: the share of the team that is there on each of the first days to come.
    """
    paces = paces_of(answered, people=people)
    if people == 0 or not any(paces):
        return None
    queue = days_of_queue(before=before, paces=paces, present=present, confidence=confidence) or LONGEST_DAYS
    learned = learned_days(lasted, confidence=confidence)
    if learned:
        learned = stretched(learned + grown_days(before=before, paces=paces, team_lasted=team_lasted), present)
    return min(max(queue, learned, 1), LONGEST_DAYS)
