"""The learner's own home, what courses ask their people to learn, and lessons where there is no line."""
