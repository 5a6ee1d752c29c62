"""Where the files that ship with quotegraph lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology() -> Path:
    """The folder of the ontology, shapes, context, topics and named queries.

    >>> (ontology() / "topics").name
    'topics'
    """
    installed = _PACKAGE / "ontology"
    return installed if installed.is_dir() else _PACKAGE.parent / "ontology"


def gazetteer() -> Path:
    """The folder of the gazetteer's tables.

    >>> gazetteer().name
    'gazetteer'
    """
    return _PACKAGE / "speakers" / "gazetteer"
