-- What only PostgreSQL says of the tables of version 3.

GRANT UPDATE (ended, outcome, settler) ON request TO waypost_keeper;
