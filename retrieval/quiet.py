"""Switches that keep libraries from talking to anyone; set before the libraries are imported."""

import os

_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",
    "OTEL_SDK_DISABLED": "true",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
}


def silence() -> None:
    """Turn telemetry and tracing off in this process and its children, whatever the environment said."""
    os.environ.update(_SWITCHES)
