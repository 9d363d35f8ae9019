"""Settings say what is wrong with them, and never fall back silently."""

from pathlib import Path

import pytest

from monitor.settings import load


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "resalewatch.toml"
    file.write_text('[crawl]\ncontact = "mailto:file@ops.example"\nhost_delay_seconds = 3\n')
    monkeypatch.setenv("RESALEWATCH_CRAWL__CONTACT", "mailto:env@ops.example")

    settings = load(file)

    assert settings.crawl.contact == "mailto:env@ops.example"
    assert settings.crawl.host_delay_seconds == 3


@pytest.mark.parametrize(
    "text",
    ['[crawl]\ncontct = "typo"\n', '[schedule]\ncron = "every night"\n', "[crawl]\nx = {\n"],
)
def test_a_bad_file_is_an_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "resalewatch.toml"
    file.write_text(text)

    with pytest.raises(ValueError):  # noqa: PT011 - pydantic and tomllib word it
        load(file)


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no settings file at"):
        load(tmp_path / "nowhere.toml")


def test_secrets_do_not_change_the_digest() -> None:
    """The digest goes into the run ledger, which is shown to everybody."""
    assert load().digest() == load(alerts={"pseudonym_key": "hush"}).digest()


def test_lists_come_from_the_environment_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESALEWATCH_CRAWL__ALLOW_NETWORKS", '["127.0.0.0/8"]')

    assert load().crawl.allow_networks == ("127.0.0.0/8",)
