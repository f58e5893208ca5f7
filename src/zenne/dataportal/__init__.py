"""The data portal: data of and about the city, found, asked and downloaded by each as they may.

The rooms, from the top down; a room imports from rooms below it only::

    views, rest, command_line  pages, the API, the command line
    forms, words               what stewards fill in; codes in words that people read
    metadata                   what is said about data: DCAT-AP, feeds, citations
    facts                      what the city's own modules measure, as data sets
    ingest                     files of all kinds become typed rows; what does not fit goes to quarantine
    query                      one question, planned for one reader, answered from Parquet in many formats
    storage                    where the rows of a version lie, how a version is published
    use                        how much is asked, and how much one key may ask
    readers, models            who reads, what is kept in the database
    rules                      columns and their types, policies, questions; nothing but values
"""
