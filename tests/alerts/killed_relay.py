"""One pass of the relay in a process of its own that dies, if asked, between sending and noting."""

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from itertools import count

from alerts.answer import Answer
from alerts.outbox import deliver, send
from alerts.targets import Target, WebhookTarget
from market.judgement import Dispatch
from storage import Store


def main(database: str, url: str, secret: str, dies_after: int, hours_later: int) -> None:
    """Deliver what is due; after ``dies_after`` messages sent, kill -9 (0: live)."""
    sent = count(1)

    def send_and_die(target: Target, dispatch: Dispatch, at: datetime) -> Answer:
        answer = send(target, dispatch, datetime.now(UTC))
        if next(sent) == dies_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    store = Store.open(database)
    target = WebhookTarget("soc", url, secret, ("127.0.0.0/8",))
    later = timedelta(hours=hours_later)
    deliver(store, [target], clock=lambda: datetime.now(UTC) + later, send=send_and_die)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
