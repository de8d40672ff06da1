-- Findings with what their rule means, their document, and where in it they stand.
SELECT
    f.*,
    coalesce(r.title_vi, f.rule) AS title_vi,
    coalesce(r.title_en, f.rule) AS title_en,
    r.settle_vi,
    r.settle_en,
    d.number AS document_number,
    d.kind AS document_kind,
    d.title AS document_title,
    d.issuer,
    d.issued_on,
    d.issued_precision,
    d.place_id,
    o.source_locator,
    list_sort(list_distinct(list_prepend(f.document_id, list_transform(f.locators, lambda x: split_part(x, ' ', 1))))) AS documents
FROM {finding} AS f
LEFT JOIN {rule} AS r ON r.rule = f.rule
LEFT JOIN document AS d ON d.document_id = f.document_id
LEFT JOIN observation AS o ON o.observation_id = f.observation_ids[1]
