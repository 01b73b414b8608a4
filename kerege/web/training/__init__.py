"""The frame of the pages on training."""
