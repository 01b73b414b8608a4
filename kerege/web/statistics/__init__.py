"""Statistics of the inventory: facilities by two things at once, staff by role, equipment by how it stands."""
