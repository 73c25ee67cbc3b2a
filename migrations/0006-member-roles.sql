-- Who may change the people of a firm is checked here, too: its owners and admins, owners alone where an owner is
-- made, changed or removed, and everybody for themselves, to leave.

-- A function, since a policy with a subquery on its own table is a recursion to PostgreSQL.
CREATE FUNCTION app_firm_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT role FROM firm_members WHERE firm_id = app_firm_id() AND user_id = app_user_id());

ALTER POLICY change ON firm_members
  USING (firm_id = (SELECT app_firm_id())
         AND ((SELECT app_firm_role()) = 'owner' OR ((SELECT app_firm_role()) = 'admin' AND role <> 'owner')))
  WITH CHECK (firm_id = (SELECT app_firm_id())
         AND ((SELECT app_firm_role()) = 'owner' OR ((SELECT app_firm_role()) = 'admin' AND role <> 'owner')));

ALTER POLICY remove ON firm_members
  USING (firm_id = (SELECT app_firm_id())
         AND (user_id = (SELECT app_user_id())
              OR (SELECT app_firm_role()) = 'owner' OR ((SELECT app_firm_role()) = 'admin' AND role <> 'owner')));
