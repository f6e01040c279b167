"""What pages share: the desk, the frame, inputs, views, the guard."""
