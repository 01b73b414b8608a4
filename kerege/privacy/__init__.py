"""What is kept about people and why, what they agreed to, and who looked at them."""
