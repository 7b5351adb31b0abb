"""Doors beside the desk and the command line: REST, pages without JavaScript, MCP. They ask the same use cases."""
