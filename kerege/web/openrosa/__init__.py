"""What ODK Collect and other programs on phones ask for: the list of forms, the forms, and where to send them."""
