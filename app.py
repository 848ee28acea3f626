"""The front door of the page: ``python app.py`` is ``rapporteur serve``; the page itself lives in page/."""

from page.command import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
