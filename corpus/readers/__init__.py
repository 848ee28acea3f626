"""One reader for each format: from the bytes of a file to its text and what the format says about it.

- ``plain``, ``markdown``: the decoded file, untouched.
- ``hypertext``: HTML; ``html_blocks`` writes what it finds, and what ``word`` (DOCX) turned into HTML.
- ``pdf``: the letters of pages; ``page_shapes``, ``page_lines``, ``page_style``, ``page_tables`` and
  ``page_blocks`` tell what they mean.
- ``captions``: WebVTT and SubRip; ``json_turns``: JSON and JSON lines; ``turns`` joins what they find.
- ``composing``: the light Markdown that all but the first two write; ``decoding``: bytes to text.
"""
