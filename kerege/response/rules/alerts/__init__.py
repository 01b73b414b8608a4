"""What is asked of an alert before it is issued: hazards, areas, texts, moments, and what may follow what."""
