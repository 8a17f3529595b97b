"""What follows from the office's values on a day: names, posts, deadlines."""
