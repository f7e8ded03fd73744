"""What is measured, its floors, and the check that holds them."""
