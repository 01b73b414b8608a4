"""Playing an e-learning package, and keeping what it keeps."""
