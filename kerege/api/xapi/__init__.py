"""xAPI in both its editions, at /xapi/1.0.3/ and /xapi/2.0/: one store behind two addresses."""
