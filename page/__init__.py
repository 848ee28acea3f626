"""The page: what a reader sees of `corpus`, `index` and `qa`; it parses and ranks nothing itself.

address     what the address bar says, as a value
markup      text of records and users as safe HTML, Markdown markup hidden
words       the texts of the page, one file a language
library     the index that answers, swapped under running questions; adding, removing, rebuilding
views       an address and the library -> finished HTML (the templates escape everything)
api         the functions behind the HTTP API and the MCP tools
blocks      the Gradio page; the only file that knows gradio
server      routes, security headers, password, `serve`
"""

from page.server import serve

__all__ = ["serve"]
