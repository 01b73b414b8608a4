"""Reading response. Every read of owned records names its viewer."""
