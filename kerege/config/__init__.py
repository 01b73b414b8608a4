"""Composition: settings, addresses, the server entry and the command line."""
