"""Rules of operations: what a backup says about itself."""
