"""Pages for whoever is certified as a trainer, trains, observes, reviews, or answers for it."""
