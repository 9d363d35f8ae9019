"""Figures that statisticians published, where they are at hand: beside the checkout, not in it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from market.statistics.panel import Logs, panel

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "vectors"


def published(file: str, name: str) -> dict[str, Any]:
    """One case of a file; the test is skipped, and says so, where there is no such file."""
    path = FOLDER / f"{file}.json"
    if not path.exists():
        pytest.skip(f"NOT COMPARED with published figures: there is no {path}")
    return next(one for one in json.loads(path.read_text("utf-8")) if one["name"] == name)


def logs(case: Mapping[str, Any]) -> Logs:
    """Its prices as logarithms, products by periods."""
    return panel((row["id"], row["t"], row["p"]) for row in case["input"]).logs


def sold(case: Mapping[str, Any]) -> tuple[Logs, Logs]:
    """Its prices and quantities; one of each product where none are told."""
    bought = panel((row["id"], row["t"], row.get("q", 1.0)) for row in case["input"])
    return np.exp(logs(case)), np.exp(bought.logs)


def reproduced(
    expected: Mapping[str, Any], found: Mapping[str, Any], tolerance: float = 1e-9
) -> None:
    """Every figure that is told was reckoned, and agrees."""
    assert found.keys() == expected.keys()
    for name, figures in expected.items():
        close(found[name], figures, tolerance, name)


def close(
    found: Iterable[float] | float, figures: Any, tolerance: float = 1e-9, name: str = ""
) -> None:
    """Whether figures agree to an absolute tolerance; None is a figure that is missing."""
    np.testing.assert_allclose(
        np.asarray(found, dtype=float),
        np.asarray(figures, dtype=float),
        rtol=0,
        atol=tolerance,
        err_msg=name,
    )
