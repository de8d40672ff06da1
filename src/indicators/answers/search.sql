-- The codebook with the number of figures, and all labels for ranking by words.
SELECT i.indicator_id, i.name_vi, i.name_en, i.theme, i.unit, i.better,
    count(o.observation_id) AS figures,
    list_sort(list(DISTINCT o.place_id) FILTER (o.place_id IS NOT NULL)) AS places,
    any_value(a.labels) AS labels
FROM indicator AS i
LEFT JOIN observation AS o USING (indicator_id)
LEFT JOIN (SELECT indicator_id, string_agg(key, ' | ' ORDER BY key) AS labels
    FROM alias GROUP BY ALL) AS a USING (indicator_id)
GROUP BY ALL
ORDER BY i.indicator_id
