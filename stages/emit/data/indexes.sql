-- Made at the end of a load, when it is cheapest.
CREATE INDEX section_of_document  ON section (document_id);
CREATE INDEX sentence_of_document ON sentence (document_id, ordinal);
CREATE INDEX mention_of_sentence  ON mention (sentence_id);
CREATE INDEX mention_of_entity    ON mention (entity_id);
CREATE INDEX abbreviation_of_document ON abbreviation (document_id);
