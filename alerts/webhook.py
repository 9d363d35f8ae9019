"""One signed message to one HTTP receiver, as Standard Webhooks asks."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
from standardwebhooks import Webhook

from alerts.answer import ACCEPTED, Answer
from alerts.guarded import GuardedTransport
from alerts.targets import WebhookTarget
from market.judgement import Dispatch

PATIENCE_SECONDS = 20.0


def post(
    target: WebhookTarget,
    dispatch: Dispatch,
    at: datetime,
    *,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Answer:
    """Send once and say how it went. Any 2xx is acceptance; a redirect is not followed."""
    transport = GuardedTransport(target.allow_networks, patience_seconds)
    try:
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=patience_seconds) as client,
            client.stream(
                "POST",
                target.url,
                content=dispatch.body.encode(),
                headers=_headers(target, dispatch, at),
                follow_redirects=False,
            ) as response,
        ):
            return _verdict(response, at)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        return Answer(accepted=False, error=_short(problem), resting=True)


def _headers(target: WebhookTarget, dispatch: Dispatch, at: datetime) -> dict[str, str]:
    """The id stays through all retries; time and signature are of this attempt."""
    utc = at.astimezone(UTC)
    return {
        "content-type": "application/json",
        "user-agent": "resalewatch",
        "webhook-id": dispatch.id,
        "webhook-timestamp": str(int(utc.timestamp())),
        "webhook-signature": Webhook(target.secret).sign(dispatch.id, utc, dispatch.body),
    }


def _verdict(response: httpx.Response, at: datetime) -> Answer:
    status = response.status_code
    if 200 <= status < 300:
        return ACCEPTED
    return Answer(
        accepted=False,
        error=f"HTTP {status}",
        retry_after=_retry_after(response, at) if status in {429, 503} else None,
        gone=status == 410,
        resting=status in {429, 503},
    )


def _retry_after(response: httpx.Response, at: datetime) -> timedelta | None:
    """Seconds or an HTTP date; None when absent, past or senseless."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return timedelta(seconds=min(int(said), 10**6))
    try:
        wait = parsedate_to_datetime(said) - at
    except (TypeError, ValueError):
        return None
    return wait if wait > timedelta(0) else None


def _short(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:200]
