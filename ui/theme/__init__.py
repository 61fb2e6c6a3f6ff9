"""Give the program its look: colours, type, icons, style sheet."""
