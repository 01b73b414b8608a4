"""Rules of exercises: the plan, the clock, the order of injects, who may do what, what the report rests on."""
