-- What only PostgreSQL says in its own way. Tables belong to whoever made them; the application connects as a role that
-- owns nothing, and acts within each transaction as one of two roles that cannot log in: `waypost_keeper` adds to
-- history, `waypost_reader` sees what the wall lets pass. The policies of the wall are added from `tables.py`.

CREATE FUNCTION history() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'history'; END $$;

CREATE FUNCTION closes_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.until IS NOT NULL OR NEW.until IS NULL
        OR (NEW.token, NEW.home, NEW.element, NEW.kind, NEW.since, NEW.class, NEW.payload)
        IS DISTINCT FROM (OLD.token, OLD.home, OLD.element, OLD.kind, OLD.since, OLD.class, OLD.payload)
    THEN RAISE EXCEPTION 'history'; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_closes_once BEFORE UPDATE ON version FOR EACH ROW EXECUTE FUNCTION closes_once();

DO $$ DECLARE one text; BEGIN
    FOREACH one IN ARRAY ARRAY['class', 'member', 'part', 'revision', 'version', 'reason', 'link'] LOOP
        EXECUTE format('CREATE TRIGGER %1$s_stays BEFORE DELETE OR TRUNCATE ON %1$I EXECUTE FUNCTION history()', one);
        IF one <> 'version' THEN
            EXECUTE format('CREATE TRIGGER %1$s_is_as_it_was BEFORE UPDATE ON %1$I EXECUTE FUNCTION history()', one);
        END IF;
    END LOOP;
    FOREACH one IN ARRAY ARRAY['waypost_keeper', 'waypost_reader'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = one) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', one);
        END IF;
    END LOOP;
END $$;

-- Who asks, as the transaction was told; nobody where it was told nothing.
CREATE FUNCTION waypost_viewer() RETURNS text STABLE LANGUAGE sql
    RETURN current_setting('waypost.viewer', true);
CREATE FUNCTION waypost_person() RETURNS text STABLE LANGUAGE sql
    RETURN nullif(current_setting('waypost.person', true), '');
CREATE FUNCTION waypost_everywhere() RETURNS boolean STABLE LANGUAGE sql
    RETURN coalesce(current_setting('waypost.everywhere', true), '') = 'yes';
CREATE FUNCTION waypost_within(home text) RETURNS boolean STABLE LANGUAGE sql
    RETURN coalesce(current_setting('waypost.within', true), '') = '*'
        OR home = ANY (string_to_array(current_setting('waypost.within', true), ' '));

GRANT USAGE ON SCHEMA waypost TO waypost_keeper, waypost_reader;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA waypost TO waypost_keeper;
REVOKE INSERT ON setting FROM waypost_keeper;
GRANT UPDATE (until) ON version TO waypost_keeper;
GRANT UPDATE (at, payload), DELETE ON draft TO waypost_keeper;
GRANT DELETE ON upload TO waypost_keeper;
GRANT UPDATE (ended, outcome, settler) ON request TO waypost_keeper;
GRANT SELECT ON setting, member TO waypost_reader;

ALTER TABLE member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY keeps ON member TO waypost_keeper USING (true) WITH CHECK (true);
CREATE POLICY sees ON member FOR SELECT TO waypost_reader USING (principal IN ('public', waypost_viewer()));
