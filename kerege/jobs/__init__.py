"""What the node does by itself: scheduled jobs, and mail that is sent once."""
