"""Lines of pictures, as SVG writes them. Where a value is missing, a line is broken off."""

from collections.abc import Iterator, Sequence


def lines(values: Sequence[float | None], *, width: float, height: float, most: float) -> list[str]:
    """The points of each unbroken part of a line through values from 0 (below) to ``most`` (above)."""
    apart = width / max(len(values) - 1, 1)
    return [
        " ".join(f"{place * apart:.1f},{height - value / most * height:.1f}" for place, value in part)
        for part in unbroken(values)
    ]


def steps(values: Sequence[int], *, width: float, height: float, most: float) -> str:
    """The points of a line that stays at each value until the next."""
    apart = width / max(len(values), 1)
    corners = []
    for place, value in enumerate(values):
        level = height - value / most * height
        corners += [f"{place * apart:.1f},{level:.1f}", f"{(place + 1) * apart:.1f},{level:.1f}"]
    return " ".join(corners)


def unbroken(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """The parts without a gap, each value with its place. A value alone is drawn as a short line."""
    part: list[tuple[int, float]] = []
    for place, value in enumerate([*values, None]):
        if value is not None:
            part.append((place, value))
        elif part:
            yield part if len(part) > 1 else [part[0], (part[0][0], part[0][1])]
            part = []
