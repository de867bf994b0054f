-- Who an OpenID provider says someone is, and which account that is here.
CREATE TABLE oidc_identity (
  issuer text NOT NULL, subject text NOT NULL, account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (issuer, subject));
CREATE INDEX oidc_identity_account ON oidc_identity (account_id);
