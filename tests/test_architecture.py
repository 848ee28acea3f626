"""Imports point one way: app -> page -> qa -> index -> corpus, and each heavy library has one file."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "index", "qa", "page")
MODELS_AND_NUMBERS = {
    "faiss",
    "gradio",
    "numpy",
    "onnxruntime",
    "sentence_transformers",
    "torch",
    "transformers",
}

FORBIDDEN = {
    "corpus": {"index", "qa", "page", "app"} | MODELS_AND_NUMBERS,
    "index": {"qa", "page", "app", "gradio"},
    "qa": {"page", "gradio", "faiss", "sentence_transformers", "onnxruntime", "torch"},
    "page": {"app", "faiss", "sentence_transformers", "onnxruntime", "torch"},
    "app": {"faiss", "sentence_transformers", "onnxruntime", "torch", "numpy"},
}
# The one command that opens the page hands over to it.
ALLOWED = {("qa/cli.py", "app")}

ONE_FILE = ("faiss", "gradio", "onnxruntime", "sentence_transformers")


def _modules(part: str) -> list[Path]:
    return [ROOT / "app.py"] if part == "app" else sorted((ROOT / part).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    """The top-level names that a file imports, anywhere in it, even for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("import a.b\ndef f():\n    from c.d import e\n    import g as h\n", encoding="utf-8")
    assert sorted(_imports(file)) == ["a", "c", "g"]


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_point_one_way(part: str) -> None:
    found = {(path.relative_to(ROOT).as_posix(), name) for path in _modules(part) for name in _imports(path)}
    assert found, f"{part} has no modules"
    assert {(path, name) for path, name in found if name in FORBIDDEN[part]} - ALLOWED == set()


@pytest.mark.parametrize("library", ONE_FILE)
def test_one_file_knows_each_heavy_library(library: str) -> None:
    files = [path for part in (*PACKAGES, "app") for path in _modules(part) if library in _imports(path)]
    assert len(files) == 1, [str(path.relative_to(ROOT)) for path in files]


def test_every_package_is_installed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    present = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for part in PACKAGES
        for path in (ROOT / part).rglob("*.py")
    }
    assert present == listed


def test_every_library_that_is_imported_is_declared() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = settings["optional-dependencies"]["mcp"]
    declared = {_distribution(line) for line in (*settings["dependencies"], *optional)}
    distributions = packages_distributions()
    ours = {*PACKAGES, "app", *sys.stdlib_module_names}
    imported = {name for part in (*PACKAGES, "app") for path in _modules(part) for name in _imports(path)}
    undeclared = {
        name
        for name in imported - ours
        if not {_distribution(one) for one in distributions.get(name, [name])} & declared
    }
    assert undeclared == set()


def _distribution(requirement: str) -> str:
    """The name of a distribution as it is compared: "Pillow>=10" and "pillow" are one."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[ ;]", requirement)[0]).lower()


def test_passages_need_neither_numbers_nor_models() -> None:
    """The stable interface: ``passages`` runs where no model and no numpy are installed."""
    script = f"""
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(MODELS_AND_NUMBERS | {"scipy", "bm25s", "index"})!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
sys.argv = ["rapporteur", "passages", {str(ROOT / "corpus" / "summaries")!r}, "--json"]
from qa.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "Glenda Napier" in done.stdout
