"""Training centres: who trains, in which rooms, and when these are booked."""
