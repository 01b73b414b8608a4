"""The Common Alerting Protocol 1.2 (OASIS, 1 July 2010): messages as data, written, read, judged and signed."""
