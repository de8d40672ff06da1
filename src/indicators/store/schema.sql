-- The tidy store. Names and columns are relied on from outside; add to them, never rename.

CREATE TABLE document (
    document_id      VARCHAR NOT NULL PRIMARY KEY,  -- <place_id>/<number>, e.g. vinh-bao/499-BC-HU
    number           VARCHAR,                       -- as printed; null where the document prints none
    title            VARCHAR NOT NULL,
    kind             VARCHAR NOT NULL,              -- Nghị quyết, Báo cáo, Kết luận, …
    issuer           VARCHAR NOT NULL,
    issued_on        DATE    NOT NULL,              -- first day where only the month or year is known
    issued_precision VARCHAR NOT NULL CHECK (issued_precision IN ('day', 'month', 'year')),
    place_id         VARCHAR NOT NULL,
    file             VARCHAR NOT NULL,              -- below the data folder
    sha256           VARCHAR NOT NULL
);

CREATE TABLE place (
    place_id   VARCHAR NOT NULL,
    code       VARCHAR NOT NULL,  -- of the General Statistics Office; used again, so the key has a date
    name       VARCHAR NOT NULL,
    level      VARCHAR NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    parent     VARCHAR,
    valid_from DATE    NOT NULL,  -- 1900-01-01: older than the sources tell
    valid_to   DATE,              -- null while it exists
    successor  VARCHAR,           -- null where several places inherited
    PRIMARY KEY (place_id, code, valid_from)
);

CREATE TABLE indicator (
    indicator_id       VARCHAR NOT NULL PRIMARY KEY,
    name_vi            VARCHAR NOT NULL,
    name_en            VARCHAR NOT NULL,
    theme              VARCHAR NOT NULL,
    unit               VARCHAR NOT NULL,  -- of its levels; 'text' for qualitative targets
    better             VARCHAR NOT NULL CHECK (better IN ('higher', 'lower', 'inside', 'none')),
    measure            VARCHAR NOT NULL CHECK (measure IN ('level', 'share')),  -- of a plain percentage
    parent             VARCHAR,
    sector             VARCHAR,
    structure_group    VARCHAR,
    range_low          DOUBLE,            -- lowest and highest possible level or share; null: no limit
    range_high         DOUBLE,
    definition         VARCHAR NOT NULL,
    comparability      VARCHAR NOT NULL,  -- figures of different places compare inside one group
    grade              VARCHAR NOT NULL CHECK (grade IN ('same', 'similar', 'not comparable')),  -- of two different indicators of the group
    comparability_note VARCHAR NOT NULL,
    comparability_note_vi VARCHAR
);

CREATE TABLE unit (
    symbol    VARCHAR NOT NULL PRIMARY KEY,
    name_en   VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,  -- units convert inside one
    counted   BOOLEAN NOT NULL   -- things in whole numbers: a printed whole number is exact
);

CREATE TABLE alias (
    indicator_id VARCHAR NOT NULL,
    label        VARCHAR NOT NULL,  -- as printed
    key          VARCHAR NOT NULL,  -- folded; what is looked up
    unit         VARCHAR,           -- printed unit it needs
    measure      VARCHAR,           -- measure it is bound to
    under        VARCHAR[] NOT NULL -- folded labels, one of which must stand above
);

CREATE TABLE observation (
    observation_id  VARCHAR NOT NULL PRIMARY KEY,  -- hash of document, locator, scenario, measure
    document_id     VARCHAR NOT NULL,
    locator         VARCHAR NOT NULL,              -- in the workbook: Phụ lục!E12; #2 for a second figure of the cell
    source_locator  VARCHAR,                       -- in the document: Phụ lục I.1, chú thích 21
    place_id        VARCHAR NOT NULL,
    indicator_id    VARCHAR NOT NULL,
    period_start    DATE    NOT NULL,
    period_end      DATE    NOT NULL,
    period_kind     VARCHAR NOT NULL CHECK (period_kind IN (
        'year', 'quarter', 'month', 'year_to_date', 'half_year', 'date', 'multi_year', 'school_year')),
    scenario        VARCHAR NOT NULL CHECK (scenario IN ('target', 'estimate', 'actual')),
    target_by       VARCHAR CHECK (target_by IN (
        'district', 'commune', 'city', 'province', 'central', 'plan', 'budget')),
    measure         VARCHAR NOT NULL CHECK (measure IN (
        'level', 'growth', 'attainment', 'share', 'change', 'text')),
    bound           VARCHAR NOT NULL CHECK (bound IN (
        'point', 'range', 'at_least', 'more_than', 'at_most', 'less_than', 'text')),
    value           DOUBLE,   -- of a point
    low             DOUBLE,   -- of a range, at_least, more_than
    high            DOUBLE,   -- of a range, at_most, less_than
    denominator     DOUBLE,   -- of a ratio such as 27/30
    decimals        INTEGER,  -- printed, counted in `unit`: the figure is rounded to half a unit of it
    unit            VARCHAR,  -- of value, low, high; null for text
    price_basis     VARCHAR CHECK (price_basis IN ('constant', 'current')),
    base_year       INTEGER,
    raw_label       VARCHAR NOT NULL,
    raw_value       VARCHAR NOT NULL,
    raw_unit        VARCHAR,
    reported_status VARCHAR,
    note            VARCHAR,
    flags           VARCHAR[] NOT NULL,
    ordinal         INTEGER,  -- place in its document, in the order of sheets, rows and columns
    CHECK ((bound = 'text') = (measure = 'text')),
    CHECK ((bound = 'point') = (value IS NOT NULL)),
    CHECK ((bound IN ('range', 'at_least', 'more_than')) = (low IS NOT NULL)),
    CHECK ((bound IN ('range', 'at_most', 'less_than')) = (high IS NOT NULL)),
    CHECK (bound <> 'range' OR low <= high)
);

-- What a document says of an attainment (Vượt chỉ tiêu TP giao; không đạt chỉ tiêu NQ 06), statement
-- by statement. `reported_status` of the observation keeps the words.
CREATE TABLE rating (
    observation_id VARCHAR NOT NULL,
    target_by      VARCHAR NOT NULL,  -- whose target it speaks of; own: that of the row
    verdict        VARCHAR NOT NULL CHECK (verdict IN ('exceeded', 'met', 'missed')),
    PRIMARY KEY (observation_id, target_by)
);

-- How indicators follow from each other by definition, a row a term (codebook/relations.toml).
CREATE TABLE relation (
    relation     INTEGER NOT NULL,
    kind         VARCHAR NOT NULL CHECK (kind IN ('sum', 'product', 'mean', 'rate', 'count_of_met')),
    indicator_id VARCHAR NOT NULL,  -- the result
    factor       DOUBLE  NOT NULL,
    terms        INTEGER NOT NULL,  -- number of terms
    position     INTEGER,           -- of this term, from 1; null where there are none
    term_id      VARCHAR
);

-- The rules of the audit, and what each means.
CREATE TABLE rule (
    rule       VARCHAR NOT NULL PRIMARY KEY,
    severity   VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'note', 'off')),
    title_vi   VARCHAR NOT NULL,
    title_en   VARCHAR NOT NULL,
    meaning_vi VARCHAR NOT NULL,
    meaning_en VARCHAR NOT NULL,
    settle_vi  VARCHAR NOT NULL,  -- what would settle a finding
    settle_en  VARCHAR NOT NULL
);

-- What the build refused or found odd, and what the audit found in the documents.
CREATE TABLE finding (
    finding_id  VARCHAR   NOT NULL PRIMARY KEY,
    severity    VARCHAR   NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    rule        VARCHAR   NOT NULL,
    document_id VARCHAR,
    locator     VARCHAR   NOT NULL,  -- of the first figure
    expected    VARCHAR,
    found       VARCHAR,             -- as printed, figure by figure
    tolerance   VARCHAR,             -- half a unit of the last printed decimal, figure by figure
    message_vi  VARCHAR   NOT NULL,
    message_en  VARCHAR   NOT NULL,
    observation_ids VARCHAR[] NOT NULL,  -- every figure involved; empty for the build's
    locators    VARCHAR[] NOT NULL,  -- document and locator of each, in the same order
    accepted    VARCHAR              -- reason, where corrections.toml accepts it
);

-- What the store was built with, and the closing sum of cells of every file.
CREATE TABLE build (
    file        VARCHAR NOT NULL PRIMARY KEY,
    sha256      VARCHAR NOT NULL,
    version     VARCHAR NOT NULL,  -- of this library and of what it builds with
    cells       INTEGER NOT NULL,  -- not empty; = sum of the five columns that follow
    observation INTEGER NOT NULL,
    label       INTEGER NOT NULL,
    head        INTEGER NOT NULL,
    ignored     INTEGER NOT NULL,
    finding     INTEGER NOT NULL,
    CHECK (cells = observation + label + head + ignored + finding)
);
