-- An offer is often known before its pay is.
ALTER TABLE offers ALTER COLUMN base DROP NOT NULL;

-- What passed between a person and a contact outlives the application that it was about.
ALTER TABLE contact_interactions
  DROP CONSTRAINT contact_interactions_user_id_application_id_fkey,
  ADD FOREIGN KEY (user_id, application_id) REFERENCES applications (user_id, id) ON DELETE SET NULL (application_id);

-- An area is open to a coach once. Of several grants the one that ends last stays.
UPDATE grants g SET revoked_at = now()
WHERE revoked_at IS NULL AND expires_at > now() AND EXISTS (
  SELECT 1 FROM grants o
  WHERE (o.firm_id, o.seeker_id, o.coach_id, o.area) = (g.firm_id, g.seeker_id, g.coach_id, g.area)
    AND o.revoked_at IS NULL AND (o.expires_at, o.id) > (g.expires_at, g.id));
