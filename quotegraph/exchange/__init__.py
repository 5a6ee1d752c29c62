"""Other people's formats, in and out."""

from quotegraph.exchange.statements_csv import read_statements, write_statements

__all__ = ["read_statements", "write_statements"]
