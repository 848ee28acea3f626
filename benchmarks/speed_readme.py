"""Put the measured speed into README.md and docs/growth.svg: python benchmarks/speed_readme.py.

Reads benchmarks/results/speed.json, which `python benchmarks/speed.py --json ...` wrote.
"""

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"
PICTURE = ROOT / "docs" / "growth.svg"
README = ROOT / "README.md"
MARKED = re.compile(r"(<!-- speed -->\n).*(<!-- /speed -->)", re.DOTALL)

WIDTH, HEIGHT, LEFT, TOP = 300, 190, 62, 40  # of one panel, and where its field begins in it
PANELS = [
    ("Building, without encoding", "seconds", ["build seconds without encoding"]),
    ("One question", "milliseconds", ["question ms", "forward pass ms"]),
    ("Memory while asking", "MB", ["asking MB"]),
    ("Disk", "bytes a passage", ["disk bytes a passage"]),
]
COLOURS = ("#1f5f8b", "#b4572f")


def table(report: dict[str, Any]) -> str:
    """Every ratio beside its goal, with what was measured."""
    rows = ["| measured | beside | ratio | goal | reached |", "|---|---|---:|---:|---|"]
    for row in report["rows"]:
        if "ratio" not in row:
            continue
        sign = "at most" if "goal" in row else "at least"
        goal = row.get("goal", row.get("at least"))
        cells = [row["measure"], row["against"], _number(row["ratio"])]
        if goal is None:
            cells += ["-", "-"]
        else:
            reached = row["ratio"] <= goal if "goal" in row else row["ratio"] >= goal
            cells += [f"{sign} {goal}", "yes" if reached else "no"]
        rows.append("| " + " | ".join(cells) + " |")
    where = f"{report['processors']} processors, Python {report['python']}, {report['date'][:10]}"
    told = f"`benchmarks/speed.py`, {where}, commit {report['commit']}."
    return "\n".join(rows) + f"\n\n{told} {report.get('note', '')}".rstrip() + "\n"


def picture(rows: Sequence[dict[str, Any]]) -> str:
    """The cost by size, both on logarithmic axes, as four small drawings."""
    drawn = "".join(
        f'<g transform="translate({place % 2 * WIDTH} {place // 2 * HEIGHT})">{_panel(rows, *panel)}</g>\n'
        for place, panel in enumerate(PANELS)
    )
    size = f'viewBox="0 0 {2 * WIDTH} {2 * HEIGHT}" width="{2 * WIDTH}" height="{2 * HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11" fill="#333"'
    title = "<title>What Rapporteur costs as the corpus grows</title>"
    back = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {style}>{title}{back}\n{drawn}</svg>\n'


def _panel(rows: Sequence[dict[str, Any]], title: str, unit: str, names: Sequence[str]) -> str:
    values = [row[name] for name in names for row in rows]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    first, last = math.log10(rows[0]["size"]), math.log10(rows[-1]["size"])
    wide, tall = WIDTH - LEFT - 24, HEIGHT - TOP - 34

    def at(size: float, value: float) -> tuple[float, float]:
        x = LEFT + wide * (math.log10(size) - first) / max(last - first, 1e-9)
        return x, TOP + tall * (1 - (math.log10(value) - low) / max(high - low, 1))

    parts = [f'<text x="{LEFT}" y="18" font-weight="bold">{title}</text>']
    parts.append(f'<text x="{LEFT}" y="32">{unit}</text>')
    for power in range(low, high + 1):
        _, y = at(rows[0]["size"], 10.0**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}h{wide}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    for row in rows:
        x, _ = at(row["size"], 10.0**low)
        parts.append(f'<text x="{x:.1f}" y="{TOP + tall + 16}" text-anchor="middle">{row["size"]:,}</text>')
    for name, colour in zip(names, COLOURS, strict=False):
        points = [at(row["size"], row[name]) for row in rows]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        if len(names) > 1:
            x, y = points[-1]
            label = name.removesuffix(" ms")
            parts.append(
                f'<text x="{x:.1f}" y="{y - 7:.1f}" text-anchor="end" fill="{colour}">{label}</text>'
            )
    return "".join(parts)


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def main() -> None:
    """Write the table between its markers, and the picture."""
    report = json.loads(RESULTS.read_text(encoding="utf-8"))
    text = README.read_text(encoding="utf-8")
    README.write_text(MARKED.sub(lambda m: m[1] + table(report) + m[2], text), encoding="utf-8")
    sizes = sorted((row for row in report["rows"] if "size" in row), key=lambda row: row["size"])
    if sizes:
        PICTURE.write_text(picture(sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
