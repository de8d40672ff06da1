-- Documents with their number of figures.
SELECT
    d.document_id, d.kind, d.number, d.title, d.issuer, d.issued_on, d.issued_precision, d.place_id,
    d.source_class, d.address, d.title_from,
    count(o.observation_id) AS figures, d.file, d.sha256
FROM document AS d
LEFT JOIN observation AS o USING (document_id)
GROUP BY ALL
