-- Made at the end of a load, when it is cheapest; that of sentences is in the schema.
CREATE INDEX section_of_document  ON section (document_id);
CREATE INDEX mention_of_sentence  ON mention (sentence_id);
CREATE INDEX mention_of_entity    ON mention (entity_id);
CREATE INDEX abbreviation_of_document ON abbreviation (document_id);
