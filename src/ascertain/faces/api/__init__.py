"""The HTTP API and the pages behind ``ascertain serve``."""
