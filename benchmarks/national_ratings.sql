-- What documents say of an attainment, as the package reads it from their words.
INSERT INTO rating
SELECT observation_id, t.target_by, list_extract(['exceeded', 'met', 'missed'], CAST(hash(observation_id) % 3 AS INTEGER) + 1)
FROM observation, (VALUES ('own'), ('plan')) AS t(target_by)
WHERE (reported_status IS NOT NULL AND hash(observation_id, t.target_by) % 2 = 0)
    OR (measure = 'level' AND scenario <> 'target' AND t.target_by = 'own' AND hash(observation_id) % 64 = 0);
