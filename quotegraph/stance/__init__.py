"""Where speakers stand: topics made ready, relevance, direction, calibration."""

from quotegraph.stance.judge import RuleStance

__all__ = ["RuleStance"]
