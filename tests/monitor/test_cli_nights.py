"""Nights and what follows them, from the command line."""

import io
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest
from loopback import as_page, serve

from monitor.house import House
from monitor.nightly import would_visit
from storage import Store

SHELF = as_page("<h1>Relay</h1><table><tr><th>model</th><th>price</th></tr>"
                "<tr><td>gpt-5</td><td>0.5元/1刀</td></tr></table>")  # fmt: skip

TALLY = {
    "sources": {"due", "read", "unchanged", "denied", "blocked", "drifted", "unreachable"},
    "channels": {"new", "known", "moved"},
    "offers": {"new", "changed", "unchanged", "withdrawn"},
    "alerts": {"new_channel", "price_drop"},
    "leads": {"new", "updated"},
}


def test_a_night_of_ones_own(run: Any, empty: Any) -> None:
    """Read, nothing due when it is run again, unreachable when the shop is gone."""
    config = ("--config", empty.config)
    on = ("--on", "2026-08-03")
    with serve({"/": SHELF}) as shop:
        run("sources", "add", "shelf", shop.url, "--on", "2026-08-03", *config)
        planned = run("nightly", *on, "--dry-run", "--json", *config).json()
        assert planned == [{"name": "shelf", "kind": "channel", "url": shop.url}]
        first = run("nightly", *on, "--json", *config)
        again = run("nightly", *on, "--json", *config)
    gone = run("nightly", "--on", "2026-08-04", *config)

    tally = first.json()
    assert (first.status, tally["outcome"], tally["run"]) == (0, "ok", "2026-08-03")
    assert (tally["sources"]["due"], tally["sources"]["read"], tally["offers"]["new"]) == (1, 1, 1)
    for part, names in TALLY.items():
        assert names <= set(tally[part]), part
        assert all(isinstance(count, int) for count in tally[part].values())
    assert {"run", "on", "outcome", "pages", "rows_written", "issues"} <= set(tally)
    assert (again.status, again.json()["outcome"]) == (4, "nothing_due")
    assert gone.status == 1
    assert "night: failed" in gone.out
    assert "shelf" in gone.err

    told = run("report", "--json", "--on", "2026-08-03", *config).json()
    assert told["run"] == "2026-08-03"  # not the second one, in which nothing was due
    assert "Relay" not in run("report", "--on", "2026-08-09", *config).out
    gap = run("report", "--on", "2026-08-09", *config)
    assert (gap.status, "the last one before it is 2026-08-0" in gap.err) == (4, True)
    assert run("report", "--edition", "weekly", "--on", "2026-08-09", *config).status == 0
    assert run("report", "--edition", "weekly", "--on", "2026-07-09", *config).status == 4


def test_a_dry_run_names_candidates_too(rooms: House, mine: Any) -> None:
    from fixtures.market import NIGHTS  # noqa: PLC0415 - dates of the copy

    planned = would_visit(rooms, NIGHTS[3])
    known = {one.source.name for one in rooms.store.sources()}

    assert {visit.name for visit in planned} - known
    assert rooms.store.open_runs() == []


def test_two_nights_at_once_are_refused(run: Any, mine: Any) -> None:
    with Store.open(mine.url) as store, store.lock("nightly"):
        for command in (["nightly"], ["replay"]):
            ended = run(*command, "--config", mine.config)
            assert (ended.status, ended.out) == (1, "")
            assert "another resalewatch holds the lock" in ended.err


def test_export_prints_sorted_lines(run: Any, played: Any) -> None:
    lines = run("export", "--canonical", "--config", played.config).out.splitlines()
    told = [orjson.loads(line) for line in lines]

    assert [one["about"] for one in told] == sorted(one["about"] for one in told)
    assert {"alert", "channel", "fact", "lead", "offer", "price_point"} <= {
        one["about"] for one in told
    }


def test_what_is_owed_is_delivered_later(run: Any, mine: Any) -> None:
    """A night's dispatches went out at once, so that nothing is owed now."""
    text = f'[[alerts.targets]]\nname = "leads"\nkind = "file"\npath = "{mine.folder}/out.jsonl"'
    ended = run("deliver", "--json", "--config", mine.write(text).config)

    assert ended.status == 4
    assert ended.json() == {"sent": 0, "failed": 0, "dead": 0, "resting": 0, "gone": []}


def test_extract_answers_line_for_line(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '\ufeff{"id": "a", "text": "gpt-5 0.5元/1刀"}\n{"id": 2, "text": ""}\n{}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    ended = run("extract", "--json-lines")
    told = [orjson.loads(line) for line in ended.out.splitlines()]

    assert [one["id"] for one in told] == ["a", 2, None]
    price = {"kind": "price", "amount": 0.5, "currency": "CNY", "per": "usd_credit"}
    assert price.items() <= told[0]["facts"][0].items()
    assert told[1:] == [{"id": 2, "facts": []}, {"id": None, "facts": []}]


@pytest.mark.parametrize("line", [b"[1]\n", b"nothing\n", b"\xff\xfe\n", b"\n"])
def test_extract_names_the_line_that_is_none(
    run: Any, monkeypatch: pytest.MonkeyPatch, line: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1}\n' + line)))
    ended = run("extract")

    assert ended.status == 2
    assert "line 2" in ended.err
    assert len(ended.out.splitlines()) == 1


def test_a_page_becomes_a_case(run: Any, empty: Any) -> None:
    args = ("--family", "page", "--case", "shelf", "--root", str(empty.folder / "sites"))
    with serve({"/": SHELF}) as shop:
        ended = run("fixture", shop.url, *args, "--json", "--config", empty.config)
        again = run("fixture", shop.url, *args, "--config", empty.config)

    folder = empty.folder / "sites" / "page" / "shelf"
    assert ended.json() == {"folder": str(folder)}
    [page] = orjson.loads((folder / "meta.json").read_bytes())["pages"]
    assert (folder / page["file"]).read_bytes() == SHELF[2]
    assert again.status == 2
    assert "choose another case name" in again.err


def test_published_tables_become_dated_rows(run: Any, empty: Any) -> None:
    """An operator's own tables from the two published ones, used by the next probe."""
    folder = empty.folder
    history = folder / "eurofxref-hist.csv"
    history.write_text("Date,USD,CNY,\n2026-08-03,1.25,8.5,\n", encoding="utf-8")
    rates = run("fx", "refresh", str(history), "--out", str(folder / "fx.csv"), "--json").json()
    assert (rates["rates"], rates["last"]) == (2, "2026-08-03")  # the euro's own as well

    models = folder / "models.json"
    models.write_text(
        '{"gpt-5": {"litellm_provider": "openai", "mode": "chat",'
        ' "input_cost_per_token": 1e-3, "output_cost_per_token": 2e-3}}',
        encoding="utf-8",
    )
    out = folder / "prices.csv"
    args = ("--litellm", str(models), "--out", str(out), "--on", "2026-11-01")
    ended = run("prices", "refresh", *args, "--config", empty.config, "--json")
    assert ended.status == 0
    assert out.read_text("utf-8").startswith("provider,")
    assert Decimal(len(ended.json()["new"])) >= 0


def test_an_edition_lies_beside_the_page_of_its_night_and_each_links_to_the_other(
    run: Any, empty: Any
) -> None:
    config = ("--config", empty.config)
    with serve({"/": SHELF}) as shop:
        run("sources", "add", "shelf", shop.url, "--on", "2026-08-03", *config)
        run("nightly", "--on", "2026-08-03", *config)
    weekly = run("report", "--edition", "weekly", "--json", *config)
    written = Path(weekly.json()["report"])

    assert weekly.status == 0
    assert written.name == "weekly-2026-W31.html"
    assert 'href="2026-08-03.html"' in written.read_text("utf-8")
    assert f'href="{written.name}"' in written.with_name("2026-08-03.html").read_text("utf-8")
