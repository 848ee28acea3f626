"""The page: what a reader sees of `corpus`, `index` and `qa`; it parses and ranks nothing itself.

address     what the address bar says, as a value
markup      text of records and users as safe HTML
words       the texts of the page, one file a language; problems: what cannot be, told in them
scene       what a view may know: address, words, records, the colours of people
reading     a record as blocks of text with people in the margin
chips       what was understood of a question, to be taken off or corrected
asking      from an address to an answer; cards: answers as cards and columns
pictures    numbers as inline SVG
views       values in, finished HTML out (templates/, static/style.css)
library     the records that answer, swapped under running questions; adding, removing, rebuilding
proposals   files to add, read before anything changes; following: long work, and how far it is
evaluating  the fixed question set run from the page, and answers called wrong
desk        what the page does for its readers, free of any web framework
api         what other programs may call; tools: the same for assistants, over MCP
blocks      the Gradio page (static/page.js); the only file that knows gradio
guard       password, read-only, who may use MCP, security headers
server      the web application; serving, command: how it is started
"""

from page.serving import serve

__all__ = ["serve"]
