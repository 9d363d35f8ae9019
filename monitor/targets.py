"""Delivery targets as the settings name them."""

from alerts.targets import FileTarget, Target, WebhookTarget
from monitor.settings import Settings, TargetSettings


def targets(settings: Settings) -> tuple[Target, ...]:
    """Every configured target. Raises ValueError naming the one that lacks its path or address."""
    return tuple(_target(one, settings.crawl.allow_networks) for one in settings.alerts.targets)


def _target(one: TargetSettings, allow_networks: tuple[str, ...]) -> Target:
    if one.kind == "file":
        if one.path is None:
            raise ValueError(f"target {one.name!r} is a file without a path")
        return FileTarget(name=one.name, path=one.path)
    if one.url is None or one.secret is None:
        raise ValueError(f"target {one.name!r} is a webhook without url or secret")
    return WebhookTarget(
        name=one.name, url=one.url, secret=one.secret, allow_networks=allow_networks
    )
