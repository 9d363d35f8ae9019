"""Pages into the archive, and what a visit reports of them."""

from dataclasses import replace

from crawler.fetched import Fetched, Refined
from market.types import Evidence
from market.visits import Capture, Known
from storage.archive import ArchiveWriter


class Keeper:
    """Writes each page once; what had not changed is only noted."""

    def __init__(self, writer: ArchiveWriter) -> None:
        self._writer = writer

    def keep(self, fetched: Fetched, refined: Refined, known: Known | None) -> Capture:
        """Archive a page; unchanged if an earlier visit stored the same bytes."""
        evidence = refined.page.evidence
        same = known if known is not None and known.digest == evidence.digest else None
        return self._write(fetched, refined, evidence, same)

    def keep_unmodified(self, fetched: Fetched, refined: Refined, known: Known) -> Capture:
        """Note a 304: the page is the one an earlier visit stored."""
        evidence = replace(refined.page.evidence, digest=known.digest, served_digest="")
        return self._write(fetched, refined, evidence, known)

    def _write(
        self, fetched: Fetched, refined: Refined, evidence: Evidence, same: Known | None
    ) -> Capture:
        warc, offset = self._writer.write(
            evidence,
            refined.request_headers,
            refined.headers,
            refined.page.body,
            unchanged_from=same,
            leaks=refined.leaks,
        )
        validators = ("", "") if fetched.rendered else _validators(fetched)
        if same is not None:
            validators = (validators[0] or same.etag, validators[1] or same.last_modified)
        return Capture(
            evidence=evidence,
            warc=warc,
            offset=offset,
            unchanged=same is not None,
            etag=validators[0],
            last_modified=validators[1],
            leaks=refined.leaks,
        )


def _validators(fetched: Fetched) -> tuple[str, str]:
    return fetched.header("etag")[:500], fetched.header("last-modified")[:100]
