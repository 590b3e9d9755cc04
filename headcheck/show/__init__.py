"""Results for people: plain text, HTML, progress."""
