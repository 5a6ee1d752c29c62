"""Text to quotations: rules over marks, layout and parse propose, one small model decides."""

from quotegraph.extract.decide import RuleExtractor, TaggedExtractor

__all__ = ["RuleExtractor", "TaggedExtractor"]
