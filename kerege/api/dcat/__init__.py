"""What this node publishes, as a catalogue by DCAT-AP 3 that portals of open data harvest."""
