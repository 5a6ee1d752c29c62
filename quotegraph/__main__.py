"""``python -m quotegraph`` is ``quotegraph``."""

from quotegraph.cli import main

if __name__ == "__main__":
    main()
