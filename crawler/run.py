"""The crawler as the rest of the house sees it: a plan in, visits out, in a process of its own."""

import logging
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from crawler.plan import CrawlPlan, Line, Progress
from market import wire
from market.types import Issue, Level, Outcome
from market.visits import Visited

_log = logging.getLogger("resalewatch.crawler")


def crawl(
    plan: CrawlPlan,
    on_visited: Callable[[Visited], None],
    on_progress: Callable[[Progress], None] | None = None,
) -> None:
    """Run a plan to its end. Each of its visits is given to ``on_visited`` exactly once.

    Should the crawler die, the visits it did not answer end UNREACHABLE and say so. Should the
    caller die, or either callback raise, the crawler ends as well.
    """
    if not plan.visits:
        return
    open_visits = {visit.id: visit for visit in plan.visits}
    child = _spawn(plan)
    said: deque[str] = deque(maxlen=40)
    listener = threading.Thread(target=_listen, args=(child, said), daemon=True)
    listener.start()
    try:
        for visited, progress in _lines(child):
            if visited is not None and visited.visit_id in open_visits:
                del open_visits[visited.visit_id]
                on_visited(visited)
            if progress is not None and on_progress is not None:
                on_progress(progress)
        status = child.wait()
    finally:
        _end(child)
    listener.join(5)
    last_words = "\n".join(said)[-1500:]
    for visit in open_visits.values():
        message = f"the crawler ended with status {status}; {last_words}"
        issue = Issue(Level.ERROR, "crawler_died", message, visit.url)
        on_visited(Visited(visit.id, Outcome.UNREACHABLE, visit.family, issues=(issue,)))


def _spawn(plan: CrawlPlan) -> subprocess.Popen[bytes]:
    home = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    env = os.environ | {"PYTHONPATH": path, "UV_THREADPOOL_SIZE": "32"}  # for many slow look-ups
    # -P: a folder called "crawler" where the user happens to stand is not ours.
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    )
    try:
        _pipe(child.stdin).write(wire.encode(plan) + b"\n")
        _pipe(child.stdin).flush()
    except BrokenPipeError:  # it died at once; its status and last words say why
        pass
    return child


def _lines(child: subprocess.Popen[bytes]) -> Iterator[tuple[Visited | None, Progress | None]]:
    for raw in _pipe(child.stdout):
        if raw.endswith(b"\n"):  # a line cut short by its writer's death was never said
            line = wire.decode(raw, Line)
            yield line.visited, line.progress


def _listen(child: subprocess.Popen[bytes], said: deque[str]) -> None:
    """Pass on what the child logs, and remember its last words."""
    with _pipe(child.stderr) as pipe:
        for raw in pipe:
            text = raw.decode("utf-8", "replace").rstrip()
            said.append(text)
            _log.warning("%s", text)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the crawler was started without its pipes")
    return pipe
