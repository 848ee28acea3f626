"""Pictures of the numbers as inline SVG: no script, no font, no request; each says in words what it shows."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from page.scene import COLOURS

_LABEL, _BAR, _ROW, _NUMBER = 220, 400, 30, 30  # widths and heights in the units of the picture


def stacked_bars(title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str]) -> Markup:
    """A bar for each row, cut into ``parts``; ``rows`` holds a label and one number for each part."""
    longest = max((sum(numbers) for _, numbers in rows), default=0) or 1
    height = _ROW * len(rows)
    drawn: list[str] = []
    for place, (label, numbers) in enumerate(rows):
        top = place * _ROW
        drawn.append(_text(_LABEL - 10, top + 19, _shortened(label), "end"))
        left = float(_LABEL)
        for part, number in enumerate(numbers):
            if number:
                width = number / longest * _BAR
                drawn.append(
                    f'<rect class="part-{part % COLOURS}" x="{left:.1f}" y="{top + 5}" '
                    f'width="{width:.1f}" height="{_ROW - 10}">'
                    f"<title>{escape(f'{label}: {number}, {parts[part]}')}</title></rect>"
                )
                left += width
        drawn.append(_text(left + 8, top + 19, str(sum(numbers)), "start"))
    classes = [f"part-{part % COLOURS}" for part in range(len(parts))]
    return _picture(title, _LABEL + _BAR + 60, height, drawn) + _legend(classes, parts)


def levels(title: str, rows: Sequence[tuple[str, float]]) -> Markup:
    """A bar for each row, from nothing to all; ``rows`` holds a label and a share of 1."""
    drawn = [
        f"{_text(_LABEL - 10, place * _ROW + 19, _shortened(label), 'end')}"
        f'<rect class="whole" x="{_LABEL}" y="{place * _ROW + 5}" width="{_BAR}" height="{_ROW - 10}"/>'
        f'<rect class="part-0" x="{_LABEL}" y="{place * _ROW + 5}" width="{share * _BAR:.1f}" '
        f'height="{_ROW - 10}"/>'
        f"{_text(_LABEL + _BAR + 8, place * _ROW + 19, f'{share:.0%}', 'start')}"
        for place, (label, share) in enumerate(rows)
    ]
    return _picture(title, _LABEL + _BAR + 60, _ROW * len(rows), drawn)


def balance(title: str, rows: Sequence[tuple[str, int, int]], parts: tuple[str, str]) -> Markup:
    """Bars to the right for what was gained, to the left for what was lost; ``rows``: label, gained, lost."""
    longest = max((max(gained, lost) for _, gained, lost in rows), default=0) or 1
    middle, unit = _LABEL + _BAR / 2, (_BAR / 2 - _NUMBER) / longest
    drawn = [f'<line class="axis" x1="{middle}" y1="0" x2="{middle}" y2="{_ROW * len(rows)}"/>']
    for place, (label, gained, lost) in enumerate(rows):
        top = place * _ROW
        drawn.append(_text(_LABEL - 10, top + 19, _shortened(label), "end"))
        for number, tone, left, text_at, anchor in (
            (gained, "better", middle, middle + gained * unit + 8, "start"),
            (lost, "worse", middle - lost * unit, middle - lost * unit - 8, "end"),
        ):
            if number:
                drawn.append(
                    f'<rect class="{tone}" x="{left:.1f}" y="{top + 5}" width="{number * unit:.1f}" '
                    f'height="{_ROW - 10}"/>{_text(text_at, top + 19, str(number), anchor)}'
                )
    return _picture(title, _LABEL + _BAR + 60, _ROW * len(rows), drawn) + _legend(("better", "worse"), parts)


def curve(
    title: str,
    points: Sequence[tuple[float, float]],
    chosen: tuple[float, float] | None,
    axes: tuple[str, str],
) -> Markup:
    """A line through shares of 1 (across, up), in steps; ``chosen`` is the point in force."""
    left, top, width, height = 64, 14, 540, 240
    bottom = top + height

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return left + point[0] * width, bottom - point[1] * height

    drawn = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        across, up = at((tick, tick))
        drawn.append(f'<line class="grid" x1="{left}" y1="{up:.1f}" x2="{left + width}" y2="{up:.1f}"/>')
        drawn.append(f'<line class="grid" x1="{across:.1f}" y1="{top}" x2="{across:.1f}" y2="{bottom}"/>')
        drawn.append(_text(left - 8, up + 5, f"{tick:.0%}", "end"))
        drawn.append(_text(across, bottom + 20, f"{tick:.0%}", "middle"))
    steps = [at(point) for point in points]
    path = "".join(f"H{x:.1f}V{y:.1f}" for x, y in steps[1:])
    drawn.append(f'<path class="curve" d="M{steps[0][0]:.1f} {steps[0][1]:.1f}{path}"/>')
    drawn.append(_text(left + width / 2, bottom + 42, axes[0], "middle"))
    drawn.append(
        f'<g transform="translate(16 {top + height / 2}) rotate(-90)">{_text(0, 0, axes[1], "middle")}</g>'
    )
    if chosen:
        x, y = at(chosen)
        drawn.append(f'<circle class="chosen" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        drawn.append(
            _text(x + 14, y - 10, f"{axes[0]} {chosen[0]:.0%}, {axes[1].lower()} {chosen[1]:.0%}", "start")
        )
    return _picture(title, _LABEL + _BAR + 60, bottom + 50, drawn)


def _picture(title: str, width: float, height: float, drawn: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704  # every text in it is escaped where it is drawn
        f'<svg class="bars-picture" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">{"".join(drawn)}</svg>'
    )


def _legend(classes: Sequence[str], names: Sequence[str]) -> Markup:
    items = "".join(
        f'<li><i class="{tone}"></i>{escape(name)}</li>' for tone, name in zip(classes, names, strict=True)
    )
    return Markup(f'<ul class="key">{items}</ul>')  # noqa: S704  # escaped above


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _shortened(label: str, longest: int = 26) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
