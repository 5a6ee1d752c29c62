"""What people look at: the explorer, one page in one file that shows who is for and who against, and the words."""

from quotegraph.viz.page import Page

__all__ = ["Page"]
