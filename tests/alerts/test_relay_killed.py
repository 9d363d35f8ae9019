"""kill -9 between sending and noting that it was sent: told twice perhaps, never not at all."""

import base64
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from loopback_receiver import Receiver
from standardwebhooks import Webhook

from market.judgement import Dispatch
from storage import Store

SECRET = "whsec_" + base64.b64encode(b"an invented key of 32 bytes long").decode()


def test_a_killed_relay_loses_nothing_and_repeats_under_the_same_id(
    tmp_path: Path, receiver: Receiver
) -> None:
    """Three kills among twelve messages of four channels; the receiver is moody as well."""
    url = f"sqlite:///{tmp_path / 'memory.db'}"
    owed = [
        Dispatch(f"m{n}", "soc", f"channel:{n % 4}", "alert", f'{{"n":{n}}}') for n in range(12)
    ]
    owe(url, owed)
    receiver.answers.extend([200, 500, 200, 200, 200, 200, 301, (429, {"retry-after": "60"})])

    deaths = [relay_once(url, receiver.url, dies_after=2, night=night) for night in range(3)]
    ends = [relay_once(url, receiver.url, dies_after=0, night=night) for night in range(3, 6)]

    assert deaths == [-signal.SIGKILL] * 3
    assert ends == [0] * 3
    assert set(receiver.ids) == {message.id for message in owed}
    assert max(Counter(receiver.ids).values()) > 1
    assert in_order(receiver.ids)
    for headers, body in receiver.got:
        assert Webhook(SECRET).verify(body, headers) == {"n": int(headers["webhook-id"][1:])}


def owe(url: str, owed: list[Dispatch]) -> None:
    """Put messages into a store's outbox, as a night does."""
    store = Store.open(url)
    run = store.open_run(
        on=date(2026, 8, 7),
        started_at=datetime.now(UTC),
        code_version="test",
        settings_digest="",
        candidate_budget=0,
    )
    store.raise_alerts(run.id, [], [], owed)
    store.close()


def relay_once(database: str, url: str, *, dies_after: int, night: int) -> int:
    """How a relay process ended that ran one pass, a day after the one before."""
    script = Path(__file__).with_name("killed_relay.py")
    start = f"import runpy; runpy.run_path({str(script)!r}, run_name='__main__')"
    told = [database, url, SECRET, str(dies_after), str(24 * night)]
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", start, *told], cwd=root, timeout=60, check=False)
    return ended.returncode


def in_order(ids: list[str]) -> bool:
    """Whether each channel's messages were first told in the order they were owed."""
    first = list(dict.fromkeys(int(id[1:]) for id in ids))  # noqa: A001
    return all(
        [n for n in first if n % 4 == channel] == [channel, channel + 4, channel + 8]
        for channel in range(4)
    )
