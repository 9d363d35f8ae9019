"""Delivery targets as the settings name them."""

from alerts.targets import FileTarget, Target, WebhookTarget
from monitor.settings import Settings, TargetSettings


def targets(settings: Settings) -> tuple[Target, ...]:
    """Every configured target. Raises ValueError naming one that could not be delivered to."""
    return tuple(_target(one, settings.crawl.allow_networks) for one in settings.alerts.targets)


def _target(one: TargetSettings, allow_networks: tuple[str, ...]) -> Target:
    if one.path is not None:
        return FileTarget(name=one.name, path=one.path)
    return WebhookTarget(
        name=one.name, url=one.url or "", secret=one.secret or "", allow_networks=allow_networks
    )
