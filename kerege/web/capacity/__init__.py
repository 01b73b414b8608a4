"""Pages of capacity: question sets, assessments, their results, and what is done about findings."""
