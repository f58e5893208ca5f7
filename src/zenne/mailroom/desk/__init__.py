"""The desk: where teams read and answer letters, and the command line of the mailroom."""
