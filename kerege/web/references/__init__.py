"""Associations, and who does which reference work for a country or the region."""
