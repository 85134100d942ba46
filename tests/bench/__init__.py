"""What a catalogue page costs in CPU: against a bare Flask page, and as the shelf grows. `make bench`."""
