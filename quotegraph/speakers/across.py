"""One register of speakers for all articles of a run."""

from __future__ import annotations

from collections.abc import Sequence

from quotegraph.model import Annotation


class RegisterLinker:
    """The same speaker under one key and name in all articles."""

    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        """The annotations, in their order, with canonical speakers."""
        return list(annotations)
