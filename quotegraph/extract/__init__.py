"""Text to quotations: rules over marks, layout and parse propose, one small model decides."""

from quotegraph.extract.decide import AttributionExtractor, RuleExtractor, TaggedExtractor

__all__ = ["AttributionExtractor", "RuleExtractor", "TaggedExtractor"]
