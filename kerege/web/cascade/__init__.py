"""Pages of the cascade: who trained whom, how far it reached, and what trained trainers say later."""
