-- A plan made while the tables were small must not read them whole when they have grown, as during an import.
ALTER FUNCTION search_post_scored() SET enable_seqscan = off;
ALTER FUNCTION search_topic_scored() SET enable_seqscan = off;
ALTER FUNCTION search_topic_changed() SET enable_seqscan = off;
