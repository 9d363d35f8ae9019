"""A relay's own prefix is cut where it is one, and never where it makes another model."""

import pytest

from market.nameprefixes import prefixes, resolve_behind

SHEETS = [
    # Veloera's channels: the plain names may be gone
    (["zeta-gpt-4.1", "zeta-claude-sonnet-4-5"], "zeta-gpt-4.1", "gpt-4.1"),
    (["gpt-4.1", "A区:gpt-4.1", "A区:gpt-5", "A区:unheard-of"], "A区:gpt-5", "gpt-5"),
    (["b2-c-gpt-5", "b2-c-gpt-4.1"], "b2-c-gpt-5", "gpt-5"),
    # once is no habit
    (["zeta-gpt-4.1", "gpt-4.1"], "zeta-gpt-4.1", None),
    (["zeta-gpt-4.1", "zeta-gpt-4.1-2025-04-14"], "zeta-gpt-4.1", None),
    # what stands before is part of another model's name
    (["mini-gpt-4.1", "mini-gpt-5"], "mini-gpt-4.1", None),
    (["abliterated-gpt-4.1", "abliterated-gpt-5"], "abliterated-gpt-5", None),
    (["r1-distill-gpt-4.1", "r1-distill-gpt-5"], "r1-distill-gpt-5", None),
    # nothing known behind it
    (["zeta-gpt-4.1", "zeta-gpt-5", "zeta-unheard-of"], "zeta-unheard-of", None),
    (["gpt-5"], "gpt-5", "gpt-5"),
    ([""], "", None),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "name", "model"), SHEETS)
def test_a_prefix_is_known_by_the_models_behind_it(
    listed: list[str], name: str, model: str | None
) -> None:
    found = resolve_behind(name, prefixes(listed))

    assert (found.model if found else None) == model


def test_a_name_of_nothing_but_dashes_takes_no_time() -> None:
    """Linear in a hostile name."""
    assert prefixes(["-" * 100_000, "a-" * 50_000]) == frozenset()
