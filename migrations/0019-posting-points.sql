-- Where postings are, for "within so many kilometres": the points of their places, kept by the database itself.

CREATE TABLE posting_points (
  posting_id uuid NOT NULL REFERENCES postings ON DELETE CASCADE,
  owner_user_id uuid REFERENCES users ON DELETE CASCADE,
  lat double precision NOT NULL,
  lng double precision NOT NULL
);
-- A box is looked up here: comparing numbers is allowed to go before the policies, so that they do not keep the index out.
CREATE INDEX posting_points_box ON posting_points (lat, lng, posting_id);
CREATE INDEX posting_points_posting ON posting_points (posting_id);
CREATE INDEX posting_points_owner ON posting_points (owner_user_id) WHERE owner_user_id IS NOT NULL;
ALTER TABLE posting_points ENABLE ROW LEVEL SECURITY;
ALTER TABLE posting_points FORCE ROW LEVEL SECURITY;
CREATE POLICY shared_or_own ON posting_points FOR SELECT TO copilot_app USING (owner_user_id IS NULL OR owner_user_id = (SELECT app_user_id()));
CREATE POLICY write_own ON posting_points FOR INSERT TO copilot_app WITH CHECK (owner_user_id = (SELECT app_user_id()));
CREATE POLICY remove_own ON posting_points FOR DELETE TO copilot_app USING (owner_user_id = (SELECT app_user_id()));
CREATE POLICY background ON posting_points TO copilot_system USING (true) WITH CHECK (true);

-- Along the great circle; the same as kmBetween in the domain.
CREATE FUNCTION km_between(lat1 float8, lng1 float8, lat2 float8, lng2 float8) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 12742 * asin(least(1, sqrt(sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lng2 - lng1) / 2) ^ 2)));

CREATE FUNCTION keep_points_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO posting_points (posting_id, owner_user_id, lat, lng)
  SELECT DISTINCT n.id, n.owner_user_id, (l ->> 'lat')::float8, (l ->> 'lng')::float8
  FROM new_rows n CROSS JOIN LATERAL jsonb_array_elements(n.locations) l
  WHERE jsonb_typeof(l -> 'lat') = 'number' AND jsonb_typeof(l -> 'lng') = 'number';
  RETURN NULL;
END $$;
CREATE TRIGGER postings_points_of_new AFTER INSERT ON postings REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_points_of_new();

CREATE FUNCTION keep_points_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM posting_points WHERE posting_id = NEW.id;
  INSERT INTO posting_points (posting_id, owner_user_id, lat, lng)
  SELECT DISTINCT NEW.id, NEW.owner_user_id, (l ->> 'lat')::float8, (l ->> 'lng')::float8
  FROM jsonb_array_elements(NEW.locations) l
  WHERE jsonb_typeof(l -> 'lat') = 'number' AND jsonb_typeof(l -> 'lng') = 'number';
  RETURN NULL;
END $$;
CREATE TRIGGER postings_points_of_changed AFTER UPDATE ON postings
  FOR EACH ROW WHEN (OLD.locations IS DISTINCT FROM NEW.locations) EXECUTE FUNCTION keep_points_of_changed();

-- What stands already: the points that sources stated at once, the others by a job that knows the list of towns.
INSERT INTO posting_points (posting_id, owner_user_id, lat, lng)
SELECT DISTINCT p.id, p.owner_user_id, (l ->> 'lat')::float8, (l ->> 'lng')::float8
FROM postings p CROSS JOIN LATERAL jsonb_array_elements(p.locations) l
WHERE jsonb_typeof(l -> 'lat') = 'number' AND jsonb_typeof(l -> 'lng') = 'number';

-- How far the job is that gives points to the places that were there before it; one row a list of towns.
CREATE TABLE place_fills (list int PRIMARY KEY, after_id uuid, done_at timestamptz);
ALTER TABLE place_fills ENABLE ROW LEVEL SECURITY;
ALTER TABLE place_fills FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON place_fills TO copilot_system USING (true) WITH CHECK (true);
