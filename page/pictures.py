"""Pictures of the numbers as inline SVG: no script, no font, no request; each says in words what it shows."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from page.scene import COLOURS

_LABEL, _BAR, _ROW = 220, 400, 30  # widths and height in the units of the picture


def stacked_bars(title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[str]) -> Markup:
    """A bar for each row, cut into ``parts``; ``rows`` holds a label and one number for each part."""
    longest = max((sum(numbers) for _, numbers in rows), default=0) or 1
    height = _ROW * len(rows)
    drawn: list[str] = []
    for place, (label, numbers) in enumerate(rows):
        top = place * _ROW
        drawn.append(
            f'<text x="{_LABEL - 10}" y="{top + 19}" text-anchor="end">{escape(_shortened(label))}</text>'
        )
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
        drawn.append(f'<text x="{left + 8:.1f}" y="{top + 19}">{sum(numbers)}</text>')
    legend = "".join(
        f'<li><i class="part-{part % COLOURS}"></i>{escape(name)}</li>' for part, name in enumerate(parts)
    )
    return Markup(  # noqa: S704  # every label is escaped above
        f'<svg class="bars-picture" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {_LABEL + _BAR + 50} {height}">{"".join(drawn)}</svg><ul class="key">{legend}</ul>'
    )


def levels(title: str, rows: Sequence[tuple[str, float]]) -> Markup:
    """A bar for each row, from nothing to all; ``rows`` holds a label and a share of 1."""
    drawn = "".join(
        f'<text x="{_LABEL - 10}" y="{place * _ROW + 19}" text-anchor="end">'
        f"{escape(_shortened(label))}</text>"
        f'<rect class="whole" x="{_LABEL}" y="{place * _ROW + 5}" width="{_BAR}" height="{_ROW - 10}"/>'
        f'<rect class="part-0" x="{_LABEL}" y="{place * _ROW + 5}" width="{share * _BAR:.1f}" '
        f'height="{_ROW - 10}"/>'
        f'<text x="{_LABEL + _BAR + 8}" y="{place * _ROW + 19}">{share:.0%}</text>'
        for place, (label, share) in enumerate(rows)
    )
    return Markup(  # noqa: S704  # every label is escaped above
        f'<svg class="bars-picture" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {_LABEL + _BAR + 60} {_ROW * len(rows)}">{drawn}</svg>'
    )


def _shortened(label: str, longest: int = 26) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
