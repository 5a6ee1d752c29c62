"""What people look at: the explorer, one page in one file that shows who is for and who against, and the words."""

from quotegraph.viz.page import Page
from quotegraph.viz.story import Story, read_story

__all__ = ["Page", "Story", "read_story"]
