"""The directory of experts and trainers: those who chose to be found, with filters that share one address."""
