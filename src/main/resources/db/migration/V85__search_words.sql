-- Text without case and accents, by which the overview finds words. SearchWords.java folds what people type by the same rule.
create function folded(text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(normalize(lower($1), nfkd), '[\u0300-\u036f]', '', 'g')
$$;
