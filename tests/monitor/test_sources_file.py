"""A source list is checked entry by entry before anything is stored."""

from pathlib import Path

import pytest

from market.types import Source, SourceKind
from monitor.sources_file import read_sources


def _file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "sources.toml"
    file.write_text(text)
    return file


def test_every_field_is_read(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        '[[source]]\nname = "list"\nurl = "https://list.example/a.csv"\nfamily = "directory"\n'
        'cadence = "7d"\nkind = "directory"\n',
    )

    assert read_sources(file) == [
        Source("list", "https://list.example/a.csv", SourceKind.DIRECTORY, "directory", "7d")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"no \[\[source\]\] entries"),
        ('[[source]]\nname = "a"\nurl = "ftp://a.example"\n', "not an http"),
        ('[[source]]\nname = "a"\nurl = "https://a.example"\nkind = "shop"\n', "kind 'shop'"),
        ('[[source]]\nname = "a"\nurl = "https://a.example"\ncadence = "daily"\n', "cadence"),
        ('[[source]]\nname = "a"\nurl = "https://a.example"\ncolour = "red"\n', "unknown keys"),
        ('[[source]]\nname = "a"\n', "source 1"),
        ("[[source]\n", "sources.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_sources(_file(tmp_path, text))
