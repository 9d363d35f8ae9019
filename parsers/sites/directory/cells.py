"""The shape all tables are brought into."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.prose import plain

MOST_ROWS = 20_000
MOST_CELLS = 60

WEB = re.compile(r"https?://[^\s<>\"'|()\[\]]{3,500}")
# What makes a list with links a list of sellers: models, and what is done with them.
_TRADE = (
    re.compile(r"claude|gpt|gemini|openai|codex|deepseek|大模型|\bllm|\bapi\b", re.IGNORECASE),
    re.compile(
        r"中转|公益站|号池|倍率|转售|二手额度|镜像站|逆向|反代|充值比|\brelays?\b|resell|aggregator"
        r"|api (?:station|proxy|prox)|\bstations?\b",
        re.IGNORECASE,
    ),
)
# A row that says what it costs: 0.2x, 0.5 倍, 3折, ¥0.5/$, 1:1, 注册送, free credit.
PRICED = re.compile(
    r"\d\s?(?:[x×倍折%％R]|刀|元|块)|[$¥￥]\s?\d|倍率|充值|注册送|签到|\bratio|\brates?\b"
    r"|\d\s?[:：]\s?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says and where it links to; a link may be relative to the page."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``form``: csv, json, markdown, html, or list for items and cards, which have no head of
    their own; ``heading`` is what stands above it. ``cut``: more rows than are read.
    """

    form: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    cut: bool = False


def of_trade(words: str) -> bool:
    """Whether words speak both of models and of passing them on."""
    return all(said.search(words) for said in _TRADE)


def written_cell(text: str) -> Cell:
    """A cell as plain text holds it."""
    return Cell(" ".join(plain(text).split()), tuple(WEB.findall(text)))


def table(form: str, head: Iterable[str], rows: list[tuple[Cell, ...]], heading: str = "") -> Table:
    """A table of at most as many rows as are read."""
    return Table(form, tuple(head), tuple(rows[:MOST_ROWS]), heading, len(rows) > MOST_ROWS)


def bare_name(text: str) -> str:
    """A name without the medals, stars and marks people put around it; as it is if that is all."""
    name = text.replace("~~", " ").strip()
    while name and _is_mark(name[0]):
        name = name[1:].lstrip()
    while name and _is_mark(name[-1]):
        name = name[:-1].rstrip()
    return " ".join(name.split()) or text


def _is_mark(letter: str) -> bool:
    return (
        unicodedata.category(letter) in {"So", "Sk", "Cf", "Mn", "Me", "Zs"} or letter in "*•·-–—"
    )
