"""Options and fixtures every test folder may look at."""

import pytest
from hypothesis import settings

pytest_plugins = ["fixtures_postgres"]

# How long one example takes says more about the machine than about us.
settings.register_profile("any_machine", deadline=None)
settings.load_profile("any_machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold",
        action="store_true",
        help="rewrite the golden files of recorded pages, and fail so that a person reads them",
    )
