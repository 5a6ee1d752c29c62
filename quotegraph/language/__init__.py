"""Text to Reading: layout, quotation marks, dependency parse; the only room that loads language models."""

from quotegraph.language.layout import Block
from quotegraph.language.marks import Quoted
from quotegraph.language.parsing import Parse, Reading, read

__all__ = ["Block", "Parse", "Quoted", "Reading", "read"]
