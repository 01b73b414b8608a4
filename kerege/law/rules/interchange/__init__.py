"""Judgements of a country as one file that another node can take in. Plain Python."""
