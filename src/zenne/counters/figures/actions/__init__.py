"""What is counted and measured, and what a demonstration invents."""
