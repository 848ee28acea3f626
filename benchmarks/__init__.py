"""What is measured against public data and against other tools; not shipped."""
