-- What only SQLite says in its own way: history is added to and never changed. A version can be closed once.

CREATE TRIGGER version_stays BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER version_closes_once BEFORE UPDATE ON version
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL
    OR (NEW.token, NEW.home, NEW.element, NEW.kind, NEW.since, NEW.class, NEW.payload)
    IS NOT (OLD.token, OLD.home, OLD.element, OLD.kind, OLD.since, OLD.class, OLD.payload)
BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_is_as_it_was BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_stays BEFORE DELETE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_is_as_it_was BEFORE UPDATE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_stays BEFORE DELETE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_is_as_it_was BEFORE UPDATE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_stays BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_is_as_it_was BEFORE UPDATE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER part_stays BEFORE DELETE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER part_is_as_it_was BEFORE UPDATE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_stays BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_is_as_it_was BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
