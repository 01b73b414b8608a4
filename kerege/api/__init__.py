"""Machine interfaces: JSON v1, feeds and mail. They read and write through the same doors as pages do."""
