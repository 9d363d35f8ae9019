"""Options and fixtures every test folder may look at."""

import pytest

pytest_plugins = ["fixtures_postgres"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold",
        action="store_true",
        help="rewrite the golden files of recorded pages, and fail so that a person reads them",
    )
