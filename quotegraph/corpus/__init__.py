"""The open corpus: articles with their quotations marked up in the text (``.brief``), read and checked.

The markup is described in ``docs/annotation-guide.md``.
"""

from quotegraph.corpus.brief import Brief, parse
from quotegraph.corpus.sets import read_corpus, read_set

__all__ = ["Brief", "parse", "read_corpus", "read_set"]
