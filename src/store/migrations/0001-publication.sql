-- Who may read, and which publications the tables hold.

-- Roles belong to the whole server: another database of it may have made this one.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhaoren_reader') THEN
    CREATE ROLE zhaoren_reader NOLOGIN;
  END IF;
END
$$;
GRANT USAGE ON SCHEMA zhaoren TO zhaoren_reader;
GRANT SELECT ON zhaoren.migration TO zhaoren_reader;

CREATE TABLE zhaoren.publication (
  number integer PRIMARY KEY,
  sha256 text NOT NULL,
  as_of date NOT NULL,
  inputs text NOT NULL,
  code text NOT NULL,
  rules jsonb NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE zhaoren.publication IS 'one row per publication loaded, written in the transaction of its rows';
COMMENT ON COLUMN zhaoren.publication.number IS 'counts up from 1';
COMMENT ON COLUMN zhaoren.publication.sha256 IS 'hash of its publication.json';
COMMENT ON COLUMN zhaoren.publication.as_of IS 'as-of date of the run';
COMMENT ON COLUMN zhaoren.publication.inputs IS 'hash of the inputs of the run';
COMMENT ON COLUMN zhaoren.publication.code IS 'version of the program';
COMMENT ON COLUMN zhaoren.publication.rules IS 'rule and version in force';
COMMENT ON COLUMN zhaoren.publication.loaded_at IS 'when it was loaded';
GRANT SELECT ON zhaoren.publication TO zhaoren_reader;
