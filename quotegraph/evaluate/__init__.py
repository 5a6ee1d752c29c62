"""How much of what people marked up is found: scores of quotations, speakers and statements against gold."""

from quotegraph.evaluate.findings import Finding
from quotegraph.evaluate.identity import Identity
from quotegraph.evaluate.marked import Marked, read_marked
from quotegraph.evaluate.pairing import View
from quotegraph.evaluate.reliability import Reliability
from quotegraph.evaluate.report import Rate, Report, Score, evaluate

__all__ = ["Finding", "Identity", "Marked", "Rate", "Reliability", "Report", "Score", "View", "evaluate", "read_marked"]
