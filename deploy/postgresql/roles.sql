-- Run once by the superuser: psql --set=password="'…'" --file=deploy/postgresql/roles.sql
-- One role owns the tables and uses them; it is no superuser and may make nothing outside its own database.
CREATE ROLE zenne LOGIN PASSWORD :password NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 60;
ALTER ROLE zenne SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE zenne SET log_min_error_statement = 'panic';  -- statements hold what people wrote
CREATE DATABASE zenne OWNER zenne ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE zenne FROM PUBLIC;
\connect zenne
CREATE EXTENSION IF NOT EXISTS pg_trgm;
