"""The one exception that quotegraph raises on purpose: a sentence for the person at the keyboard."""


class QuotegraphError(Exception):
    """Says in one sentence what was found, where (file, line), and what is allowed.

    The command line prints it as one line and exits with 1.

    >>> raise QuotegraphError("articles.jsonl:3: no 'text'; each line needs doc_id and text")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: articles.jsonl:3: no 'text'; each line needs doc_id and text
    """
