"""The address at which units of cmi5 ask the node: one for each session, below /xapi/au/."""
