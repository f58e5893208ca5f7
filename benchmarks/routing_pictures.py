"""The pictures of the benchmark of routing: coverage against precision, and calibration."""

from collections.abc import Mapping, Sequence

COLOURS = ("#1c3f94", "#a3171f")
STROKES = ('stroke="#1c3f94" stroke-width="2"', 'stroke="#a3171f" stroke-width="2" stroke-dasharray="6 2"')
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 400" font-family="sans-serif" font-size="13">'
    '<rect width="380" height="400" fill="#fff"/><path d="M50 50V350H350" fill="none" stroke="#747e99"/>'
)


def framed(inside: str, *, across: str, up: str, lowest: int) -> str:
    """Inside a square from 0 to 100 % across and from ``lowest`` to 100 % up."""
    numbers = "".join(
        f'<text x="{50 + 3 * each:.0f}" y="370" text-anchor="middle">{each}</text>' for each in (0, 50, 100)
    ) + "".join(
        f'<text x="42" y="{354 - 300 * (each - lowest) / (100 - lowest):.0f}" text-anchor="end">{each}</text>'
        for each in (lowest, (lowest + 100) // 2, 100)
    )
    return (
        f'{FRAME}{numbers}<text x="200" y="392" text-anchor="middle">{across}</text>'
        f'<text x="14" y="200" text-anchor="middle" transform="rotate(-90 14 200)">{up}</text>{inside}</svg>\n'
    )


def legend(names: Sequence[str]) -> str:
    return "".join(
        f'<path d="M{60 + 150 * place} 30h24" {STROKES[place]}/><text x="{90 + 150 * place}" y="34">{name}</text>'
        for place, name in enumerate(names)
    )


def curves_picture(curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The surest letters first: their share of all across, the share right up."""
    lines = [
        f'<polyline points="{points(curve[4:])}" fill="none" {STROKES[place]}/>'
        for place, curve in enumerate(curves.values())
    ]
    limit = f'<path d="M50 {350 - 300 * (0.95 - 0.5) * 2:.0f}H350" stroke="#747e99" stroke-dasharray="4 4"/>'
    inside = limit + "".join(lines) + legend(list(curves))
    return framed(inside, across="routed, the surest first: % of letters", up="of these right: %", lowest=50)


def points(curve: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{50 + 300 * share:.1f},{350 - 300 * (max(right, 0.5) - 0.5) * 2:.1f}" for share, right in curve)


def calibration_picture(curves: Mapping[str, Sequence[tuple[float, float, float]]]) -> str:
    """What was said across, what came true up; a dot is as large as many letters are in it."""
    parts = ['<path d="M50 350L350 50" stroke="#d3d9e8" stroke-dasharray="4 4"/>']
    for place, curve in enumerate(curves.values()):
        line = " ".join(f"{50 + 300 * said:.1f},{350 - 300 * came:.1f}" for _, said, came in curve)
        parts.append(f'<polyline points="{line}" fill="none" {STROKES[place]}/>')
        parts.extend(
            f'<circle cx="{50 + 300 * said:.1f}" cy="{350 - 300 * came:.1f}" r="{2 + 14 * share**0.5:.1f}" '
            f'fill="{COLOURS[place]}" fill-opacity="0.5"/>'
            for share, said, came in curve
        )
    parts.append(legend(list(curves)))
    return framed("".join(parts), across="confidence that was said: %", up="right: %", lowest=0)
