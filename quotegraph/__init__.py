"""Who said what, about what, and on which side: from news articles to a graph of quotations and stances."""

__version__ = "0.1.0"
