"""The Django bases of every record: uid, guard, owner, label, and the one place where clearance is applied to a read."""
