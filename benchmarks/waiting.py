"""Does what people are told about their waiting time come true? A month of a branch, played by simpy.

``PYTHONPATH=src:. python -m benchmarks.waiting [days]``. It fails when fewer than 88 or more than 92 of 100 upper
numbers hold. The picture of the month is written to ``docs/screenshots/waiting-calibration.svg``.
"""

import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django comes first

from benchmarks.simulated_branch import Day, Outcome, World  # noqa: E402 - Django comes first

WORKING_DAYS = 22
LEAST, MOST = 0.88, 0.92
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "screenshots" / "waiting-calibration.svg"


def main(days: int = WORKING_DAYS) -> int:
    call_command("migrate", verbosity=0)
    world, begun = World(random.Random(1)), time.perf_counter()
    for number in range(days):
        Day(world, number).run()
    seconds = time.perf_counter() - begun
    outcomes = world.outcomes
    share = held(outcomes)
    print(f"{days} days, {len(outcomes)} promises, {1000 * seconds / len(outcomes):.0f} ms each with all around it")
    print(f"of the upper numbers {share:.1%} hold, of the lower ones {held(outcomes, lower=True):.1%}")
    waits = sorted(each.waited for each in outcomes)
    print(
        f"waits: half within {waits[len(waits) // 2]:.0f} min, nine of ten within {waits[len(waits) * 9 // 10]:.0f} min"
    )
    print("\n| hour after opening | promises | upper number holds |\n|---|---|---|")
    table(outcomes, lambda each: str(each.hour + 1))
    print("\n| visit | promises | upper number holds |\n|---|---|---|")
    table(outcomes, lambda each: each.visit)
    print("\n| week | promises | upper number holds |\n|---|---|---|")
    table(outcomes, lambda each: str(each.day // 5 + 1))
    curve = [(tenth / 10, under(outcomes, tenth)) for tenth in range(1, 10)]
    print("\nbefore any correction: " + ", ".join(f"{level:.0%} → {share:.0%}" for level, share in curve))
    told = {"half": (0.5, held(outcomes, lower=True)), "nine of ten": (0.9, share)}
    PICTURE.write_text(picture(curve, told), encoding="utf-8")
    return 0 if LEAST <= share <= MOST else 1


def held(outcomes: Iterable[Outcome], *, lower: bool = False) -> float:
    found = [each.waited <= (each.p50 if lower else each.p90) for each in outcomes]
    return sum(found) / len(found)


def under(outcomes: list[Outcome], tenth: int) -> float:
    return sum(each.waited <= each.levels[tenth - 1] for each in outcomes) / len(outcomes)


def table(outcomes: list[Outcome], key: Callable[[Outcome], str]) -> None:
    groups = defaultdict(list)
    for each in outcomes:
        groups[key(each)].append(each)
    for name, group in sorted(groups.items()):
        print(f"| {name} | {len(group)} | {held(group):.1%} |")


def picture(curve: list[tuple[float, float]], told: dict[str, tuple[float, float]]) -> str:
    """The calibration curve: what was computed against what came true, and the two numbers that people are told."""
    line = " ".join(f"{300 * level + 50:.0f},{350 - 300 * found:.0f}" for level, found in curve)
    texts = "".join(
        f'<text x="{300 * each / 10 + 50:.0f}" y="370" text-anchor="middle">{each * 10}</text>'
        f'<text x="42" y="{354 - 300 * each / 10:.0f}" text-anchor="end">{each * 10}</text>'
        for each in (0, 5, 10)
    )
    dots = "".join(
        f'<circle cx="{300 * level + 50:.0f}" cy="{350 - 300 * share:.0f}" r="5" fill="#a3171f"/>'
        f'<text x="{300 * level + 42:.0f}" y="{342 - 300 * share:.0f}" text-anchor="end">'
        f"told “{words}”: {share:.1%}</text>"
        for words, (level, share) in told.items()
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 400" font-family="sans-serif" font-size="13">'
        '<rect width="380" height="400" fill="#fff"/><path d="M50 50V350H350" fill="none" stroke="#747e99"/>'
        '<path d="M50 350L350 50" stroke="#d3d9e8" stroke-dasharray="4 4"/>'
        f'{texts}<text x="200" y="392" text-anchor="middle">computed: % called by then</text>'
        '<text x="14" y="200" text-anchor="middle" transform="rotate(-90 14 200)">came true: %</text>'
        f'<polyline points="{line}" fill="none" stroke="#1c3f94" stroke-width="2"/>'
        f'{dots}<text x="350" y="315" text-anchor="end" fill="#1c3f94">'
        f"“nine of ten” before the correction: {curve[-1][1]:.1%}</text></svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
