"""Where speakers stand: topics made ready, relevance, direction, a cross-encoder, calibration."""

from quotegraph.stance.judge import EncodedStance, RuleStance

__all__ = ["EncodedStance", "RuleStance"]
