"""Take the README's picture of the explorer, from the sample articles, with Chromium."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).parents[2]
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Write explorer.png beside this file, from out/demo.html (made by ``make demo``)."""
    page = HOUSE / "out" / "demo.html"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not page.exists() or chromium is None:
        sys.exit("run `make demo` first" if chromium else "no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE, color_scheme="light")
        tab.goto(page.as_uri())
        tab.wait_for_timeout(2000)
        tab.screenshot(path=Path(__file__).with_name("explorer.png"))
        browser.close()


if __name__ == "__main__":
    main()
