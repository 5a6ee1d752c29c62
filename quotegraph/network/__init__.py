"""Networks of statements: who is tied to what and to whom, in which camp, and where it stands in the picture."""

from quotegraph.network.layout import positions
from quotegraph.network.split import camps

__all__ = ["camps", "positions"]
