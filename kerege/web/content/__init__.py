"""The content host: what people uploaded is served under a host name of its own, and nothing else is."""
