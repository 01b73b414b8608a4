"""Pages on which somebody takes a lesson."""
