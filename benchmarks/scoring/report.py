"""Figures, floors and changes as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.scoring.corpus import Corpus
from benchmarks.scoring.figures import Counts, Figures
from benchmarks.scoring.floors import Fallen
from benchmarks.scoring.judge import MONEY, Judged
from benchmarks.scoring.slots import aligned, wrong_fields
from benchmarks.scoring.states import Change, State, changes

_WIDTH = 22


def table(name: str, told: Figures) -> Iterator[str]:
    """Counts and figures by kind and language, then the headline."""
    yield f"{name}: {told.listings} listings"
    yield f"{'':{_WIDTH}} right  missed  false   P      R      F1"
    for kind, counts in sorted(told.kinds.items()):
        yield _row(kind, counts)
    for language, counts in sorted(told.languages.items()):
        yield _row(f"money in {language}", counts)
    yield _row("MONEY", told.money)
    yield _row("OTHER", told.other)
    for headline, figure in told.overall().items():
        yield f"{headline:{_WIDTH}} {_figure(figure)}"


def _row(name: str, counts: Counts) -> str:
    figures = "  ".join(map(_figure, (counts.precision, counts.recall, counts.f1)))
    return f"{name:{_WIDTH}} {counts.right:5} {counts.missed:7} {counts.false:6}   {figures}"


def _figure(figure: float | None) -> str:
    return "  -  " if figure is None else f"{figure:.3f}"


def misses(corpus: Corpus, judged: Sequence[Judged], most: int) -> Iterator[str]:
    """The first listings that are not read as labelled, and the fields that go wrong oftenest."""
    if not most:
        return
    texts = {listing["id"]: listing for listing in corpus.listings}
    wrong = [one for one in judged if _money(one.missed) or _money(one.false)]
    for one in wrong[:most]:
        listing = texts[one.id]
        yield f"--- {one.id} {listing.get('context') or ''}\n{listing['text']}"
        yield from (f"   missed {dict(fact)}" for fact in _money(one.missed))
        yield from (f"   false  {dict(fact)}" for fact in _money(one.false))
    fields = wrong_fields(pair for one in judged for pair in aligned(one).incorrect)
    yield "nearly right, but for: " + ", ".join(f"{n} {f}" for f, n in fields.most_common(8)) + "\n"


def _money(facts: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [fact for fact in facts if fact["kind"] in MONEY]


def below(name: str, fallen: Sequence[Fallen]) -> Iterator[str]:
    """Which figure fell, and by how much."""
    yield f"{name}: {len(fallen)} below the floor"
    for one in fallen:
        fell = one.floor - one.figure
        yield f"  {one.group} {one.name}: {one.figure:.4f}, {fell:.4f} below {one.floor:.4f}"


def since(version: str, before: Mapping[str, State], after: Mapping[str, State]) -> Iterator[str]:
    """Gains and losses since a version, listing by listing."""
    if not version:
        yield "no earlier state of these listings is recorded"
        return
    changed = list(changes(before, after))
    gains, losses = (sum(len(side) for side in sides) for sides in _sides(changed))
    yield f"since {version}: {len(changed)} listings changed, {gains} gains, {losses} losses"
    for one in changed:
        yield f"  {one.id}"
        yield from (f"    + {gain}" for gain in one.gains)
        yield from (f"    - {loss}" for loss in one.losses)
    for label, names in (
        ("new", after.keys() - before.keys()),
        ("gone", before.keys() - after.keys()),
    ):
        if names:
            yield f"  {len(names)} listings are {label}: {', '.join(sorted(names)[:10])}"


def _sides(changed: Sequence[Change]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    return [one.gains for one in changed], [one.losses for one in changed]
