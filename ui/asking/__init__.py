"""The page 问答: questions, answers, and the places in the documents they rest on."""
