"""Files that people hand in: checked, labelled, kept once by their content."""
