"""What people hear of what happened: read from the journal, kept per person, sent by the channels they chose."""
