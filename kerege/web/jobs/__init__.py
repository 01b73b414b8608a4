"""The page of the node's own work, for its operator."""
