from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ and are shared: no property fails for the time that it took.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips", action="store_true", help="a test that would skip fails: nothing is missing"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though --no-skips was given: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the shipped records by the real model, built once; copy it to change it."""
    from corpus import SHIPPED
    from index import Index

    folder = tmp_path_factory.mktemp("shipped") / "index"
    Index.build(SHIPPED, folder)
    return folder
