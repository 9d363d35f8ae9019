"""The crawler process: nobody outlives anybody, nothing is lost in silence, every door is shut."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import Answer, Site, settings_for
from scrapy.settings import Settings

from crawler import run
from crawler.plan import CrawlPlan, CrawlSettings, Line
from crawler.scrapy_settings import scrapy_settings
from market import wire
from market.types import Outcome
from market.visits import Visit, Visited
from storage.archive import Archive


def _plan(site: Site, folder: Path, *urls: str) -> CrawlPlan:
    visits = tuple(Visit(url, url, url) for url in urls)
    return CrawlPlan(visits, str(folder), "night", settings_for(site, hosts_at_once=1))


def test_a_killed_crawler_leaves_no_visit_unanswered(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """kill -9 in the second of three visits; the first stays as it was announced."""
    child: list[subprocess.Popen[bytes]] = []
    spawn = run._spawn
    monkeypatch.setattr(run, "_spawn", lambda plan: child.append(spawn(plan)) or child[0])
    site.put("first.example", "/")
    site.answers["second.example", "/"] = lambda _: _late_kill(child[0])
    urls = [f"http://{name}.example/" for name in ("first", "second", "third")]
    visited: list[Visited] = []

    run.crawl(_plan(site, tmp_path, *urls), visited.append)

    assert [v.outcome for v in visited] == [
        Outcome.READ,
        Outcome.UNREACHABLE,
        Outcome.UNREACHABLE,
    ]
    assert [i.code for v in visited[1:] for i in v.issues] == ["crawler_died"] * 2
    assert "status -9" in visited[1].issues[0].message
    assert Archive(tmp_path).page(visited[0].captures[0]).body
    assert Archive(tmp_path).mend() == ["night-00001.warc.gz"]


def _late_kill(child: subprocess.Popen[bytes]) -> Answer:
    time.sleep(1)  # by then the visit before is announced
    child.kill()
    return Answer(hang=30)


def test_a_callers_error_ends_the_crawler(site: Site, tmp_path: Path) -> None:
    site.put("first.example", "/")
    site.answers["slow.example", "/"] = Answer(hang=20)

    def stop(_: Visited) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run.crawl(_plan(site, tmp_path, "http://first.example/", "http://slow.example/"), stop)

    assert time.monotonic() - started < 15


def test_no_crawler_outlives_a_killed_caller(site: Site, tmp_path: Path) -> None:
    """The caller is killed with -9 while its crawler waits for a slow page."""
    site.answers["slow.example", "/"] = Answer(hang=25)
    plan = tmp_path / "plan.json"
    plan.write_bytes(wire.encode(_plan(site, tmp_path, "http://slow.example/")))
    program = (
        "import sys; from pathlib import Path; from market import wire;"
        "from crawler import run; from crawler.plan import CrawlPlan; spawn = run._spawn\n"
        "def shown(plan):\n    child = spawn(plan); print(child.pid, flush=True); return child\n"
        "run._spawn = shown\n"
        "run.crawl(wire.decode(Path(sys.argv[1]).read_bytes(), CrawlPlan), print)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(plan)], stdout=subprocess.PIPE
    ) as caller:
        assert caller.stdout is not None
        crawler = int(caller.stdout.readline())
        _until(lambda: site.paths("slow.example") == ["/robots.txt", "/"])
        caller.send_signal(signal.SIGKILL)
        caller.wait()

    _until(lambda: not _alive(crawler), seconds=5)


def _until(true: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(") ")[2].startswith("Z"))


def test_a_plan_that_makes_no_sense_is_a_dead_crawler_with_its_reason(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.wire, "encode", lambda _: b'{"visits": 3}')
    visited: list[Visited] = []

    run.crawl(_plan(site, tmp_path, "http://first.example/"), visited.append)

    assert visited[0].outcome is Outcome.UNREACHABLE
    assert "array" in visited[0].issues[0].message


def test_every_door_of_scrapy_is_shut() -> None:
    settings = Settings(scrapy_settings(CrawlSettings()))

    for name in ("TELNETCONSOLE", "REMOTE_CONTROL", "COOKIES", "HTTPPROXY", "RETRY", "REDIRECT"):
        assert settings.getbool(f"{name}_ENABLED") is False
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert dict(settings.getwithbase("DOWNLOAD_HANDLERS")) == {
        "http": "crawler.download.GuardedDownload",
        "https": "crawler.download.GuardedDownload",
    }
    middlewares = settings.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    assert dict(middlewares) == {"crawler.download.StrictRobots": 100}
    assert dict(settings.getwithbase("EXTENSIONS")) == {}


def test_the_usual_manners() -> None:
    settings = CrawlSettings()

    assert settings.host_delay_seconds == 2.0
    assert settings.allow_networks == ()
    assert settings.contact == ""
    assert settings.body_bytes == 20_000_000


@pytest.mark.parametrize("agent", ["Mozilla/5.0", "resalewatch\r\nX: y", ""])
def test_we_say_who_we_are(agent: str) -> None:
    with pytest.raises(ValueError, match="user_agent"):
        CrawlSettings(user_agent=agent)


def test_a_plan_survives_its_journey() -> None:
    plan = CrawlPlan((Visit("1", "n", "http://a.example/"),), "archive", "2026-07-15")

    assert wire.decode(wire.encode(plan), CrawlPlan) == plan
    assert b"\n" not in wire.encode(plan)
    assert [field.name for field in fields(Line)] == ["visited", "progress"]


def test_nothing_in_the_crawler_knows_how_to_hide() -> None:
    """No stealth, no rotation, no log-in: not even as an option."""
    names = {field.name for field in fields(CrawlSettings)}

    assert not [name for name in names if re.search("proxy|stealth|cookie|password|login", name)]
