"""Questions of the bank as pages ask them: the one place where they are drawn, for trials, exams and lessons."""
