"""Question sets, assessments with their evidence, findings and what is done about them."""
