"""Territories, regions, dated names and designations, units and places, taxonomies, projects, standards, sources."""
