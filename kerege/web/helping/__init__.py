"""Offers of help, requests for help, enquiries between two sides, and kept searches."""
