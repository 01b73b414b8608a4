"""Pages of equipment: items with their certificates, lots with their ledger, plans, and who tests."""
