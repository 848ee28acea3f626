"""The tools of the page for assistants, over MCP: the same functions and the same JSON as the HTTP API."""

from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings

from page.api import endpoints
from page.library import Library


def mcp_server(library: Library) -> FastMCP:
    """A server without sessions, for any number of assistants; the guard stands in front of it."""
    server = FastMCP(
        "Rapporteur",
        instructions="Quote records of events: who said what, word for word, or that the records do not say.",
        stateless_http=True,
        json_response=True,
        streamable_http_path="/",
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        log_level="WARNING",
    )
    for name, endpoint in endpoints(library).items():
        server.add_tool(endpoint, name=name)
    return server
