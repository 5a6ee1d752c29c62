"""Who speaks: mentions and chains inside an article, one register of speakers across articles."""

from quotegraph.speakers.across import RegisterLinker
from quotegraph.speakers.within import MentionResolver, RuleResolver

__all__ = ["MentionResolver", "RegisterLinker", "RuleResolver"]
