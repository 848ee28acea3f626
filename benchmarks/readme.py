"""Write into README.md what its commands print and what was measured: python benchmarks/readme.py."""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

# A console block: a line with the command, then all that it prints.
CONSOLE = re.compile(r"(```console\n\$ )(rapporteur [^\n]*)\n(.*?)(```)", re.DOTALL)
RESULTS = Path(__file__).with_name("results")
COMPARED = re.compile(r"(<!-- compared -->\n).*(<!-- /compared -->)", re.DOTALL)
MEASURED = re.compile(r"(<!-- measured -->\n).*(<!-- /measured -->)", re.DOTALL)


def printed(command: str, folder: Path) -> str:
    """What a command of the README prints, run where ``folder`` is; its index may be built first."""
    arguments = [sys.executable, "-m", "qa", *shlex.split(command)[1:]]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    done = subprocess.run(
        arguments, stdout=subprocess.PIPE, encoding="utf-8", cwd=folder, env=environment, check=False
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def measured(report: dict[str, Any], commit: str) -> str:
    """The measures of a run as a table, with the date and the commit."""
    groups = {"all": report["measures"], **report["halves"]}
    rows = [["", *groups], ["---", *["---:"] * len(groups)]]
    rows += [[name, *(_cell(group[name]) for group in groups.values())] for name in report["measures"]]
    asked = len(report["outcomes"])
    told = f"`rapporteur evaluate`, {asked} questions, {datetime.now(UTC):%d %B %Y}, commit {commit}"
    return (
        "\n".join("| " + " | ".join(row) + " |" for row in rows)
        + f"\n\n{told}; 95 % intervals by bootstrap.\n"
    )


def compared(results: list[dict[str, Any]]) -> str:
    """The tables of saved runs of ``benchmarks/retrieval.py``: beside the peers, and without each rule."""
    return "\n".join(table for result in results for table in (_compared(result), _ablated(result)) if table)


def _compared(result: dict[str, Any]) -> str:
    title, shown = COLUMNS[result["data"]]
    # only the ablations have no environment of their own beside Rapporteur itself
    rows = [row for row in result["rows"] if row["name"] == "Rapporteur" or "environment" in row]
    best = {name: (min if "words" in name else max)(row[name] for row in rows) for name in shown}
    lines = [[title, *shown], ["---", *["---:"] * len(shown)]]
    for row in rows:
        cells = (
            f"**{row[name]:{form}}**" if row[name] == best[name] else f"{row[name]:{form}}"
            for name, form in shown.items()
        )
        lines.append([row["name"], *cells])
    changed = ", with changes not yet committed" if result.get("changed") else ""
    told = (
        f"`benchmarks/retrieval.py {result['data']}`, {result['date']}, commit {result['commit']}{changed}."
    )
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + f"\n\n{told}\n"


def _ablated(result: dict[str, Any]) -> str:
    """One line: what the first column becomes without each rule, most harmful first; "" without ablations."""
    (measure, form), *_ = COLUMNS[result["data"]][1].items()
    rows = [row for row in result["rows"] if row["name"] != "Rapporteur" and "environment" not in row]
    told = ", ".join(f"{row['name']} {row[measure]:{form}}" for row in sorted(rows, key=lambda r: r[measure]))
    return f"Rapporteur's {measure} with one part changed: {told}.\n" if rows else ""


# What is shown of each kind of run: the title, and the columns with their format.
_BY_WORDS = {"hit@1": ".2f", "nugget recall@5": ".2f", "words of first passage": ".0f"}
COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "fixed": ("the fixed set", _BY_WORDS),
    "records": ("event records of other genres", _BY_WORDS),
    "qmsum": (
        "QMSum, inside the meeting",
        {"nDCG@10, all questions": ".3f", "nDCG@10, asked of a speaker": ".3f"},
    ),
}


def saved_results() -> list[dict[str, Any]]:
    files = (RESULTS / f"{name}.json" for name in COLUMNS)
    return [json.loads(file.read_text("utf-8")) for file in files if file.exists()]


def _cell(measure: dict[str, float | None]) -> str:
    value, low, high = measure["value"], measure["low"], measure["high"]
    if value is None or low is None or high is None:
        return "-"
    return f"{value:.2f} ({low:.2f} to {high:.2f})" if high <= 1 else f"{value:.0f} ({low:.0f} to {high:.0f})"


def with_comparison(text: str) -> str:
    """The README with the tables of the saved runs."""
    return COMPARED.sub(lambda table: table[1] + compared(saved_results()) + table[2], text)


def main() -> None:
    """Run every command of the README on an index of its own, and write what it prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = CONSOLE.sub(lambda block: _with_output(block, folder), README.read_text("utf-8"))
        report = json.loads(printed("rapporteur evaluate --json", folder))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.strip()
    text = MEASURED.sub(lambda table: table[1] + measured(report, commit) + table[2], text)
    README.write_text(with_comparison(text), encoding="utf-8")


def _with_output(block: re.Match[str], folder: Path) -> str:
    return f"{block[1]}{block[2]}\n{printed(block[2], folder)}{block[4]}"


if __name__ == "__main__":
    main()
