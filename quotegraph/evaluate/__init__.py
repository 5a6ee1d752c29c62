"""How much of what people marked up is found: scores of quotations, speakers and statements against gold."""

from quotegraph.evaluate.findings import Finding
from quotegraph.evaluate.report import Identity, Report, Score, evaluate

__all__ = ["Finding", "Identity", "Report", "Score", "evaluate"]
