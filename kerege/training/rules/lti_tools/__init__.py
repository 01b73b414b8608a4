"""What LTI 1.3 says between a platform and a tool, as plain data."""
