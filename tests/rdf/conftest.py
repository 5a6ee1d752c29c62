from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quotegraph.model import Stance
from quotegraph.rdf import Store, open_store
from quotegraph.rdf.people import apart
from tests.rdf.invented import ANNOTATIONS, TOPICS


def fill(store: Store) -> None:
    store.add(ANNOTATIONS, TOPICS)
    at = datetime(2031, 4, 1, 12, tzinfo=UTC)
    store.review("tessel/06#q1", Stance("harbour-toll", "neutral", 0), "Ada “the judge”", at)
    apart(store, "odo-fenn", "odo-fenn-2", "Ada “the judge”", at)
    store.review("tessel/04#q3", Stance("night-trams", "support", 1), "Ada “the judge”", at)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented articles in it and two reviews; not to be changed."""
    place = tmp_path_factory.mktemp("stores") / "tessel"
    with open_store(place, create=True) as store:
        fill(store)
    return place


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as store:
        yield store
