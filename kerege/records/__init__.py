"""The Django bases of every record: uid, guard, owner, label, and the one place that applies clearance."""
