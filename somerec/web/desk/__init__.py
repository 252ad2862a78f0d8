"""The consultants’ desk: signing in, the list of shares, and everything that is done with one."""
