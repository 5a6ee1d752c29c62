"""A store at an address of this machine: the explorer, with data asked for as they are needed."""

from quotegraph.serve.columns import Columns, columns_of
from quotegraph.serve.explorer import Explorer, explorer_of
from quotegraph.serve.live import Live, page
from quotegraph.serve.web import server

__all__ = ["Columns", "Explorer", "Live", "columns_of", "explorer_of", "page", "server"]
