"""Nodes, clearances and who sees what."""
