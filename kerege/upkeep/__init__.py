"""Looking after a node: backup, restore, verify, move, anchors of the journal, and when nothing may be written."""
