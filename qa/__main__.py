"""``python -m qa`` is ``rapporteur``."""

from qa.cli import main

main()
