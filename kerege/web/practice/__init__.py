"""Activities of a course: planning them, running them, marking what people do, also without a network."""
