"""What looking after a node does: copies it, brings it back, moves it, and closes it for writing."""
