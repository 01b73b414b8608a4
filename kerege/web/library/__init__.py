"""Pages of the library: the list, one resource with its editions, and adding to it."""
