"""A backtest as tables for people, and as one JSON object for programs."""

from collections.abc import Sequence

from market.statistics.intervals import Interval
from market.trends.cells import ALL
from market.wire import plain
from monitor.backtest.matching import Score
from monitor.backtest.outcome import CellLine, Outcome, Scores
from monitor.backtest.pairs import PairScore
from monitor.output import say
from monitor.tabular import table


def facts(done: Outcome) -> dict[str, object]:
    """What a program may want to know; shares and log points as numbers, absent ones as null."""
    return {
        "nights": done.nights,
        "not_ok": [{"on": on, "outcome": ending} for on, ending in done.unread],
        "channels": done.channels,
        "operators": done.operators,
        "told": done.counts,
        "periods": done.periods,
        "cells": [{**_plain(one), "cell": str(one.cell)} for one in done.cells],
        "scores": _scores(done.scores) if done.scores else None,
    }


def show(done: Outcome) -> None:
    """Tables on standard output."""
    first, last = done.nights[0], done.nights[-1]
    say(
        f"{len(done.nights)} nights from {first} to {last}: {done.channels} channels of "
        f"{done.operators} operators; periods are single {done.periods}s"
    )
    for on, ending in done.unread:
        say(f"the night of {on}: {ending}")
    if done.scores is None:
        table("Told", ("what", "times"), done.counts.items(), empty="Nothing was told of.")
    else:
        _show_alerts(done, done.scores)
    columns = ("cell", "operators", "mean", "interval", "median", "index", "since", "excluded")
    told = [one for one in done.cells if one.mean is not None or one.indices]
    wide = [one for one in told if (one.cell.tier, one.cell.supply) == (ALL, ALL)]
    rows = [_cell_row(one) for one in wide]
    table("Published last", columns, rows, empty="No cell has enough operators to publish.")
    if len(told) > len(wide):
        say(f"{len(told) - len(wide)} narrower cells, by tier and supply origin: --json")
    if done.scores is not None:
        _show_numbers(done.scores)


def _show_alerts(done: Outcome, scores: Scores) -> None:
    columns = ("what", "found", "missed", "false", "precision", "recall", "delay", "90 %")
    rows = [_score_row(one) for one in scores.alerts]
    if scores.operators is not None:
        rows.append(_pair_row(scores.operators))
    table("Told of, against the truth (delays in nights)", columns, rows)
    known = {one.kind for one in scores.alerts}
    rest = [f"{count} {kind}" for kind, count in done.counts.items() if kind not in known]
    if rest:
        say(f"the truth does not speak of: {', '.join(rest)}")


def _show_numbers(scores: Scores) -> None:
    columns = ("cell", "periods", "published", "RMSE", "end bias", "worst", "intervals that hold")
    index = [
        (one.cell.short, one.periods, one.published, _log(one.rmse), _log(one.end_bias),
         _log(one.worst), _percent(one.covered, one.intervals))
        for one in scores.index
    ]  # fmt: skip
    if index:
        table("Index, against the truth (log points)", columns, index)
    level = [(one.cell.short, one.periods, one.published, _log(one.error)) for one in scores.level]
    if level:
        named = ("cell", "periods", "published", "median absolute error")
        table("Median level, against the truth (log points)", named, level)


def _score_row(one: Score) -> Sequence[object]:
    told = (one.kind, one.found, len(one.missed), len(one.false))
    shares = (_percent(one.precision), _percent(one.recall))
    return (*told, *shares, one.median_delay, one.late_delay)


def _pair_row(one: PairScore) -> Sequence[object]:
    told = ("operator (pairs)", one.found, len(one.missed), len(one.false))
    return (*told, _percent(one.precision), _percent(one.recall), None, None)


def _cell_row(one: CellLine) -> Sequence[object]:
    between = None if one.low is None or one.high is None else f"{one.low:.3f}–{one.high:.3f}"
    shares = (_share(one.mean), between, _share(one.median))
    index = None if one.index is None else f"{one.index:.1f}"
    return (one.cell.short, one.operators, *shares, index, one.since, one.excluded)


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _log(value: float | None) -> str | None:
    return None if value is None else f"{value:+.3f}"


def _percent(share: Interval | None, trials: int | None = None) -> str | None:
    if share is None:
        return None
    of = "" if trials is None else f" of {trials}"
    return f"{share.value:.0%}{of} ({share.low:.0%}–{share.high:.0%})"


def _scores(scores: Scores) -> dict[str, object]:
    return {
        "alerts": [_score_facts(one) for one in scores.alerts],
        "operators": _pair_facts(scores.operators) if scores.operators else None,
        "index": [{**_plain(one), "cell": str(one.cell)} for one in scores.index],
        "level": [{**_plain(one), "cell": str(one.cell)} for one in scores.level],
    }


def _score_facts(one: Score) -> dict[str, object]:
    shares = {"precision": one.precision, "recall": one.recall}
    late = {"median_delay": one.median_delay, "late_delay": one.late_delay}
    return {**_plain(one), **shares, **late}


def _pair_facts(one: PairScore) -> dict[str, object]:
    return {**_plain(one), "precision": one.precision, "recall": one.recall}


def _plain(value: object) -> dict[str, object]:
    told = plain(value)
    return told if isinstance(told, dict) else {}
