"""What holds of question sets, answers, scores, teams and findings. Plain Python."""
