"""The question bank: collections, questions, their versions, and how a question is shown wherever one is asked."""
