"""The open corpus: articles with their quotations marked up in the text (``.brief``), read and checked.

The markup is described in ``docs/annotation-guide.md``. Pairs of a text and a proposition stand beside it.
"""

from quotegraph.corpus.brief import Brief, parse
from quotegraph.corpus.negatives import hard_negatives
from quotegraph.corpus.pairs import Pair, read_pairs
from quotegraph.corpus.sets import read_corpus, read_set

__all__ = ["Brief", "Pair", "hard_negatives", "parse", "read_corpus", "read_pairs", "read_set"]
