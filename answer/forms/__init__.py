"""Forms of answers, one for each kind of question, as drafts."""
