-- Runs every night: profiles go two years after the last comment. The comments stay, without a name.

UPDATE comment SET author = NULL
 WHERE author IN (SELECT id FROM profile WHERE last_comment < now() - INTERVAL '2 years');

DELETE FROM profile WHERE last_comment < now() - INTERVAL '2 years';
