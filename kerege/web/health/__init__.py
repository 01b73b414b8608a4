"""What machines ask: is the process alive, may it be sent readers, and what does it measure."""
