"""The site: articles for readers, tools for everyone, and the desk behind a login."""
