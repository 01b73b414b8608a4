"""Data folders and the loader that brings them in through the same actions that people use."""
