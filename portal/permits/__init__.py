"""What is asked of you: one trade beside another, town by town. Pure rules of the method."""
