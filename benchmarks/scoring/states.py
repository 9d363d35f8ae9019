"""How each listing was read when a version was released, and what has changed since."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.judge import Judged
from benchmarks.scoring.spoken import spoken
from benchmarks.scoring.words import Fact

UNRELEASED = "unreleased"  # the state beside the floors: written whenever they are raised
_VERSION = re.compile(r"\d+(?:\.\d+)*(?:[a-z0-9.+-]*)")


@dataclass(frozen=True, slots=True)
class State:
    """One listing: facts about money as short strings, of other facts the kind alone."""

    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    false: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A listing that is read otherwise than it was."""

    id: str
    gains: tuple[str, ...]
    losses: tuple[str, ...]


def state(one: Judged) -> State:
    """What may be published of how a listing was read."""
    return State(_spoken(label for label, _ in one.right), _spoken(one.missed), _spoken(one.false))


def _spoken(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted(spoken(fact) for fact in facts))


def changes(before: Mapping[str, State], after: Mapping[str, State]) -> Iterator[Change]:
    """Listings known to both that gained or lost something, in the order of the corpus."""
    for name, now in after.items():
        was = before.get(name, now)
        gains = (*_more(was.right, now.right, "read"), *_more(now.false, was.false, "not false"))
        losses = (*_more(now.right, was.right, "not read"), *_more(was.false, now.false, "false"))
        if gains or losses:
            yield Change(name, gains, losses)


def _more(was: Iterable[str], now: Iterable[str], how: str) -> tuple[str, ...]:
    """What stands in ``now`` oftener than in ``was``."""
    return tuple(f"{how}: {said}" for said in sorted((Counter(now) - Counter(was)).elements()))


def load(folder: Path, version: str) -> dict[str, dict[str, State]]:
    """Corpus → listing → state, as recorded for a version; nothing where none was."""
    path = folder / f"{version}.json"
    held = json.loads(path.read_bytes()) if path.exists() else {}
    return {
        corpus: {name: _state(told) for name, told in listings.items()}
        for corpus, listings in held.items()
    }


def _state(told: Mapping[str, list[str]]) -> State:
    return State(**{outcome: tuple(said) for outcome, said in told.items()})


def save(folder: Path, version: str, held: Mapping[str, Mapping[str, State]]) -> Path:
    """Write a version's states, one listing a line, so that a diff says which listing changed."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{version}.json"
    blocks = [
        f"{json.dumps(corpus)}: {{\n" + ",\n".join(map(_line, listings.items())) + "\n}"
        for corpus, listings in sorted(held.items())
    ]
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")
    return path


def _line(item: tuple[str, State]) -> str:
    name, told = item
    fields = {field: getattr(told, field) for field in told.__slots__}
    return f"{json.dumps(name)}: {json.dumps({k: v for k, v in fields.items() if v})}"


def last_release(folder: Path) -> str | None:
    """The newest version recorded; None where none was."""
    versions = [path.stem for path in folder.glob("*.json") if _VERSION.fullmatch(path.stem)]
    return max(versions, key=_order, default=None)


def is_version(name: str) -> bool:
    """Whether a release may be recorded under this name: 1.2, 0.3.1, 1.0rc1."""
    return _VERSION.fullmatch(name) is not None


def _order(version: str) -> tuple[list[int], bool, str]:
    numbers = re.match(r"\d+(?:\.\d+)*", version)
    digits = numbers[0] if numbers else "0"
    rest = version[len(digits) :]
    return [int(part) for part in digits.split(".")], not rest, rest  # 1.0rc1 comes before 1.0
