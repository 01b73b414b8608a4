"""Pages. A folder per subject; a view calls one action or query and renders."""
