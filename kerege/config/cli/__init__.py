"""The `kerege` command: start a node, look after it, bring data in and take data out."""

from kerege.config.cli.parser import main

__all__ = ["main"]
