"""The same search and answers over HTTP and MCP, for other programs."""
